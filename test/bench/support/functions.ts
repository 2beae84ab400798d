/** Functions that only a bench deploys, built as the product's are. */
import { join } from 'node:path'
import { buildSync } from 'esbuild'

const SOURCES = join(__dirname, '..', 'functions')

/** Builds `test/bench/functions/{name}.ts` into a folder of functions. */
export function addFunction(functionsDir: string, name: string): void {
  buildSync({
    entryPoints: [join(SOURCES, `${name}.ts`)],
    outfile: join(functionsDir, name, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['wx-server-sdk'],
  })
}
