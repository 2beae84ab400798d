/** The mini program's pages, which messages and codes may open. */
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { StartError } from '../start-error'

const appSchema = z.object({
  pages: z.array(z.string()),
  subPackages: z.array(z.object({ root: z.string(), pages: z.array(z.string()) })).default([]),
})

export class Pages {
  /** @param appFile A built `app.json`; without it every page is taken for one of the app's. */
  constructor(private readonly appFile: string | undefined) {
    this.known()
  }

  /** Whether `page`, which may carry a query, is one of the app. The file is read anew, for it is built anew. */
  has(page: string): boolean {
    const [path = ''] = page.split('?')
    return this.known()?.includes(path) ?? true
  }

  /** The app's first page. */
  get first(): string {
    return this.known()?.[0] ?? 'pages/index/index'
  }

  private known(): string[] | undefined {
    if (this.appFile === undefined) return undefined
    try {
      const { pages, subPackages } = appSchema.parse(JSON.parse(readFileSync(this.appFile, 'utf8')))
      const inPackages = subPackages.flatMap(({ root, pages: names }) =>
        names.map((name) => `${root.replace(/\/$/, '')}/${name}`),
      )
      return [...pages, ...inPackages]
    } catch (error) {
      throw new StartError(`${this.appFile} is not the app.json of a mini program: ${error}`)
    }
  }
}
