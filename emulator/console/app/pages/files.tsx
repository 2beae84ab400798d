/** Stored files: folders first, then files, pictures as pictures. */
import { type ChangeEvent, type DragEvent, useRef, useState } from 'react'
import type { FileInfo, FolderListing } from '../../shapes'
import { addressOf, post, sendFile, useLoad } from '../api'
import { Confirm, CopyButton, Dialog, Figure } from '../parts/controls'
import { Icon } from '../parts/icon'
import { Page } from '../parts/page'
import { Await, Empty, say } from '../parts/states'
import { Link } from '../router'
import { bytes, moment, number } from '../text/format'
import { useWords } from '../text/words'

function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

/** `version` is anything that changes when the file does: thumbnails are kept by the browser. */
function thumbnailOf(path: string, version: number): string {
  return addressOf(`files/thumbnail?path=${encodeURIComponent(path)}&v=${version}`)
}

/** What no thumbnail can be made of is shown as a plain file. */
function Picture({
  path,
  version,
  icon,
}: {
  path: string | undefined
  version: number
  icon: 'file' | 'folder'
}) {
  const [isBroken, setIsBroken] = useState(false)
  if (path === undefined || isBroken) return <Icon name={icon} />
  return <img src={thumbnailOf(path, version)} alt="" loading="lazy" onError={() => setIsBroken(true)} />
}

export function FilesPage({ folder }: { folder: string }) {
  const words = useWords()
  const [isOver, setIsOver] = useState(false)
  const [opened, setOpened] = useState<FileInfo>()
  const listing = useLoad<FolderListing>(`files?folder=${encodeURIComponent(folder)}`)
  const upload = async (files: readonly File[]) => {
    try {
      for (const file of files)
        await sendFile(`files/upload?path=${encodeURIComponent(pathIn(folder, file.name))}`, file)
      say(words.uploaded(files.length))
    } catch (error) {
      say(error instanceof Error ? error.message : String(error))
    }
    listing.reload()
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    void upload([...event.dataTransfer.files])
  }
  return (
    <Page
      title={words.files}
      lead={words.filesLead}
      actions={<UploadButton onChosen={(files) => void upload(files)} />}
    >
      <section
        className="card drop"
        data-over={isOver}
        data-hint={words.dropHere}
        aria-label={words.files}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <Crumbs folder={folder} />
        <Await loaded={listing}>
          {(data) => <Tiles listing={data} folder={folder} onOpen={setOpened} />}
        </Await>
      </section>
      <Dialog title={opened?.name ?? ''} isOpen={opened !== undefined} onClose={() => setOpened(undefined)}>
        {opened && (
          <OpenedFile
            file={opened}
            onRemoved={() => {
              setOpened(undefined)
              listing.reload()
            }}
          />
        )}
      </Dialog>
    </Page>
  )
}

function UploadButton({ onChosen }: { onChosen: (files: readonly File[]) => void }) {
  const words = useWords()
  const input = useRef<HTMLInputElement>(null)
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    onChosen([...(target.files ?? [])])
    target.value = ''
  }
  return (
    <>
      <input ref={input} type="file" multiple hidden onChange={choose} aria-label={words.upload} />
      <button type="button" className="button button-primary" onClick={() => input.current?.click()}>
        {words.upload}
      </button>
    </>
  )
}

function Crumbs({ folder }: { folder: string }) {
  const words = useWords()
  const parts = folder === '' ? [] : folder.split('/')
  return (
    <nav className="crumbs" aria-label={words.files}>
      <Link to="/files">{words.root}</Link>
      {parts.map((part, place) => {
        const path = parts.slice(0, place + 1).join('/')
        return (
          <Link key={path} to={`/files/${path}`} aria-current={path === folder ? 'page' : undefined}>
            {part}
          </Link>
        )
      })}
    </nav>
  )
}

function Tiles({
  listing,
  folder,
  onOpen,
}: {
  listing: FolderListing
  folder: string
  onOpen: (file: FileInfo) => void
}) {
  const words = useWords()
  const { folders, files, hidden } = listing
  if (folders.length + files.length === 0) return <Empty title={words.noFiles} hint={words.noFilesHint} />
  return (
    <>
      <ul className="file-grid" data-may-shorten>
        {folders.map(({ name, count, bytes: size, preview }) => (
          <li key={name}>
            <Link to={`/files/${pathIn(folder, name)}`} className="file-tile">
              <span className="file-picture folder-picture">
                <Picture path={preview} version={size} icon="folder" />
              </span>
              <span className="file-name">{name}</span>
              <span className="quiet small">
                {number(count)} · {bytes(size)}
              </span>
            </Link>
          </li>
        ))}
        {files.map((file) => (
          <li key={file.path}>
            <button type="button" className="file-tile" onClick={() => onOpen(file)}>
              <span className="file-picture">
                <Picture path={file.isPicture ? file.path : undefined} version={file.writtenAt} icon="file" />
              </span>
              <span className="file-name">{file.name}</span>
              <span className="quiet small">{bytes(file.bytes)}</span>
            </button>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className="quiet">{words.hiddenFiles(hidden)}</p>}
    </>
  )
}

function OpenedFile({ file, onRemoved }: { file: FileInfo; onRemoved: () => void }) {
  const words = useWords()
  const [isAsking, setIsAsking] = useState(false)
  const remove = () =>
    post('files/remove', { path: file.path }).then(() => {
      say(words.removed)
      onRemoved()
    })
  return (
    <div className="stack">
      {file.isPicture && <img className="picture" src={file.url} alt={file.name} />}
      <dl className="figures">
        <Figure label={words.bytes}>{bytes(file.bytes)}</Figure>
        <Figure label={words.at}>{moment(file.writtenAt)}</Figure>
      </dl>
      <code className="mono small breakable">{file.fileId}</code>
      <div className="actions">
        <button type="button" className="button button-danger-quiet" onClick={() => setIsAsking(true)}>
          {words.remove}
        </button>
        <span className="grow" />
        <CopyButton text={file.fileId} label={words.copyFileId} />
        <a className="button" href={file.url} target="_blank" rel="noreferrer">
          {words.openFile}
        </a>
      </div>
      <Confirm
        title={words.removeFile}
        hint={file.path}
        action={words.remove}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => void remove()}
      />
    </div>
  )
}
