/** Why an emulator cannot start here: a taken port, a broken folder, a wrong file. One sentence for a person. */
export class StartError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StartError'
  }
}
