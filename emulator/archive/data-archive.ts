/** Export and import of a running emulator. */
import type { Readable } from 'node:stream'
import type { Archive, CollectionSpecs } from '../types'
import { type ExportSource, exportArchive } from './export'
import { ArchiveRefused } from './format'
import { stageImport } from './import'

export interface DataArchiveOptions {
  /** What is exported: asked for each time, because an import opens everything anew. */
  readonly source: () => ExportSource
  /** What the functions declare now; documents that break one of their unique indexes are not let in. */
  readonly declared: () => CollectionSpecs
  /** Closes everything that has the data open, and opens it again: what was staged takes its place in between. */
  readonly reopen: () => Promise<void>
}

export class DataArchive implements Archive {
  private isImporting = false

  constructor(private readonly options: DataArchiveOptions) {}

  export(): Readable {
    return exportArchive(this.options.source())
  }

  /** @throws ArchiveRefused, one sentence; then nothing has changed. */
  async import(archive: Readable): Promise<void> {
    if (this.isImporting) throw new ArchiveRefused('another import is running')
    this.isImporting = true
    try {
      const { dataDir } = this.options.source()
      await stageImport(archive, dataDir, this.options.declared())
      await this.options.reopen()
    } finally {
      this.isImporting = false
    }
  }
}
