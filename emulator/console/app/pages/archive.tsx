/** Everything as one file, out and in. */
import { useRef, useState } from 'react'
import type { Problem } from '../../shapes'
import { addressOf, sendFile } from '../api'
import { Confirm } from '../parts/controls'
import { Page } from '../parts/page'
import { say } from '../parts/states'
import { bytes } from '../text/format'
import { useWords } from '../text/words'

export function ArchivePage() {
  const words = useWords()
  return (
    <Page title={words.archive} lead={words.archiveLead}>
      <div className="columns columns-even">
        <section className="card stack" aria-labelledby="export">
          <h2 id="export">{words.export}</h2>
          <p className="quiet">{words.exportHint}</p>
          <div className="actions actions-start">
            <a className="button button-primary" href={addressOf('export')} download>
              {words.download}
            </a>
          </div>
        </section>
        <Import />
      </div>
    </Page>
  )
}

function Import() {
  const words = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  const [isAsking, setIsAsking] = useState(false)
  const [isReading, setIsReading] = useState(false)
  const [problem, setProblem] = useState<string>()
  const choose = (chosen: File | undefined) => {
    setFile(chosen)
    setIsAsking(chosen !== undefined)
    setProblem(undefined)
    if (input.current) input.current.value = ''
  }
  const replace = async () => {
    if (!file) return
    setIsReading(true)
    try {
      const answer = await sendFile<{ problem?: Problem }>('import', file)
      setProblem(answer.problem?.message)
      if (!answer.problem) say(words.imported)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setIsReading(false)
    }
  }
  return (
    <section className="card stack" aria-labelledby="import" aria-busy={isReading}>
      <h2 id="import">{words.import}</h2>
      <p className="quiet">{words.importHint}</p>
      {problem && (
        <p className="note note-danger" role="alert">
          {problem}
        </p>
      )}
      <div className="actions actions-start">
        <input
          ref={input}
          type="file"
          hidden
          accept=".gz,.tgz,application/gzip"
          aria-label={words.chooseFile}
          onChange={({ target }) => choose(target.files?.[0])}
        />
        <button type="button" className="button" disabled={isReading} onClick={() => input.current?.click()}>
          {isReading ? words.importing : words.chooseFile}
        </button>
      </div>
      <Confirm
        title={words.importConfirm}
        hint={file && words.importConfirmHint(file.name, bytes(file.size))}
        action={words.replaceAll}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => void replace()}
      />
    </section>
  )
}
