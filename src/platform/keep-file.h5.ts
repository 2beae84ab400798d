/** Files that are to be uploaded, kept in the browser's own database until they are. */
import type { LocalFile } from './local-file'

const DATABASE = 'tonghao-uploads'
const STORE = 'files'

/** Keeps a file under a key; a browser that forbids it costs the survival, never the upload. */
export async function keepFile(key: string, file: LocalFile): Promise<LocalFile> {
  await asked('readwrite', (store) => store.put(file.file, key))
  return file
}

/** The file that was kept, if it is still there, with an address of its own for this visit. */
export async function recallFile(key: string, file: LocalFile): Promise<LocalFile | undefined> {
  const kept = await asked<unknown>('readonly', (store) => store.get(key))
  return kept instanceof Blob ? { bytes: file.bytes, url: URL.createObjectURL(kept), file: kept } : undefined
}

/** Lets go of a file that is uploaded, or no longer wanted. */
export async function dropFile(key: string, _file: LocalFile): Promise<void> {
  await asked('readwrite', (store) => store.delete(key))
}

/** Lets go of every kept file that no draft knows of. */
export async function sweepFiles(keysInUse: readonly string[]): Promise<void> {
  const known = (await asked('readonly', (store) => store.getAllKeys())) ?? []
  const orphans = known.filter((key) => typeof key === 'string' && !keysInUse.includes(key))
  await Promise.all(orphans.map((key) => asked('readwrite', (store) => store.delete(key))))
}

async function asked<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const database = await opened()
    try {
      return await answer(ask(database.transaction(STORE, mode).objectStore(STORE)))
    } finally {
      database.close()
    }
  } catch {
    return undefined
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE)
  }
  return answer(request)
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
