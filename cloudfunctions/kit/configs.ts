/**
 * `configs/{domain}`: what an operator may change without a release. Every saved version is kept. An instance asks at
 * most once in half a minute, so a change is seen everywhere within that time.
 */
import * as z from 'zod'
import { RATE_LIMIT_MAX, RATE_LIMIT_WINDOW_MAX_MS } from '../../contract/limits'
import { AppError } from './app-error'
import { monotonicNow } from './clock'
import { collection, lessThan, replacedBy } from './cloud'
import { CONFIG_VERSIONS, CONFIGS, type ConfigDocument, type ConfigVersionDocument } from './collections'
import type { Controls } from './controls'
import { decodeCursor, encodeCursor } from './cursor'
import { remembered } from './remembered'
import { claimInTransaction, type Wish } from './request'
import { inTransaction, type Transaction } from './transaction'

/** What a domain lets operators change, with what holds until they do. */
export interface ConfigSpec<V extends z.ZodType = z.ZodType> {
  readonly domain: string
  /** Flag to its default. */
  readonly flags: Readonly<Record<string, boolean>>
  /** An object every field of which has a default: `parse({})` is what holds before anybody saves. */
  readonly values: V
}

/** A domain's config as its code sees it. */
export interface Config<V extends z.ZodType = z.ZodType> extends Controls {
  /** 0 when nothing was ever saved. */
  readonly version: number
  readonly flags: Readonly<Record<string, boolean>>
  readonly values: z.output<V>
}

const Settings = z.strictObject({
  flags: z.record(z.string(), z.boolean()),
  killSwitches: z.array(z.string()),
  rateLimits: z.array(
    z.strictObject({
      action: z.string(),
      max: z.number().int().min(1).max(RATE_LIMIT_MAX),
      trustedMax: z.number().int().min(1).max(RATE_LIMIT_MAX).optional(),
      windowMs: z.number().int().min(1).max(RATE_LIMIT_WINDOW_MAX_MS),
    }),
  ),
  values: z.record(z.string(), z.unknown()),
})
/** The whole of what an operator saves: what is left out goes back to its default. */
export type Settings = z.output<typeof Settings>

type Saved = Pick<ConfigDocument, 'version' | 'flags' | 'killSwitches' | 'rateLimits' | 'values'>

const NOTHING_SAVED: Saved = {
  version: 0,
  flags: {},
  killSwitches: [],
  rateLimits: [],
  values: {},
}

const configs = collection<ConfigDocument>(CONFIGS)
const versions = collection<ConfigVersionDocument>(CONFIG_VERSIONS)
/** The kind of a version's number, where a cursor wants an id. */
const VERSION_ID = 'ver_'
const loaders = new Map<string, () => Promise<readonly (ConfigDocument | undefined)[]>>()

/** What is saved for a domain, remembered for at most half a minute: also that nothing is. */
async function savedConfig(domain: string): Promise<ConfigDocument | undefined> {
  const known = loaders.get(domain) ?? remembered(async () => [await configs.get(domain)], monotonicNow)
  loaders.set(domain, known)
  return (await known())[0]
}

/** What `dispatch` obeys of a domain's config. */
export async function controlsOf(domain: string): Promise<Controls> {
  return (await savedConfig(domain)) ?? NOTHING_SAVED
}

/** A domain's config. A saved value that the schema of this release refuses counts as not saved. */
export async function readConfig<V extends z.ZodType>(spec: ConfigSpec<V>): Promise<Config<V>> {
  return configFrom(spec, (await savedConfig(spec.domain)) ?? NOTHING_SAVED)
}

/** A domain's config as it is this very moment: for whoever is about to change it. */
export async function readConfigNow<V extends z.ZodType>(spec: ConfigSpec<V>): Promise<Config<V>> {
  return configFrom(spec, (await configs.get(spec.domain)) ?? NOTHING_SAVED)
}

/** One version of a domain's values, as the schema of this release reads them. */
export interface SavedVersion<V extends z.ZodType>
  extends Pick<ConfigVersionDocument, 'version' | 'savedBy' | 'savedAt'> {
  readonly values: z.output<V>
}

/** Every version that was saved of a domain, the latest first. */
export async function findConfigVersions<V extends z.ZodType>(
  spec: ConfigSpec<V>,
  { cursor, limit }: { readonly cursor: string | undefined; readonly limit: number },
): Promise<{ versions: SavedVersion<V>[]; nextCursor?: string }> {
  const list = `config:${spec.domain}`
  const lastId = decodeCursor(list, cursor)
  const before = Number(lastId?.slice(VERSION_ID.length) ?? Number.NaN)
  const older = Number.isSafeInteger(before) ? { version: lessThan(before) } : {}
  const found = await versions.find({
    where: { domain: spec.domain, ...older },
    orderBy: ['version', 'desc'],
    limit: limit + 1,
  })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const isMore = found.length > limit && last !== undefined
  return {
    versions: shown.map((saved) => {
      const { version, savedBy, savedAt } = saved
      return { version, savedBy, savedAt, values: configFrom(spec, saved).values }
    }),
    ...(isMore
      ? { nextCursor: encodeCursor(list, `${VERSION_ID}${String(last.version).padStart(8, '0')}`) }
      : {}),
  }
}

function configFrom<V extends z.ZodType>(spec: ConfigSpec<V>, saved: Saved): Config<V> {
  const values = spec.values.safeParse(saved.values)
  return {
    version: saved.version,
    flags: { ...spec.flags, ...saved.flags },
    killSwitches: saved.killSwitches,
    rateLimits: saved.rateLimits,
    values: values.success ? values.data : spec.values.parse({}),
  }
}

/** A wish to save: its `workId` names who wishes, for the audit. */
export interface SaveWish extends Wish {
  /** The version that was looked at: another's newer one is not overwritten unseen. */
  readonly expectedVersion: number
  readonly settings: unknown
}

/**
 * Saves a domain's next version and keeps it in the history; answers its number. Asking again saves nothing twice.
 * @throws AppError STALE_VERSION when somebody else has saved since; INVALID_INPUT for a flag or a value that the
 *   domain does not know; IDEMPOTENCY_MISMATCH
 */
export async function saveConfig(spec: ConfigSpec, wish: SaveWish): Promise<number> {
  const settings = checkedSettings(spec, wish.settings)
  return inTransaction(async (tx) => {
    const version = wish.expectedVersion + 1
    const claim = await claimInTransaction(tx, wish)
    if (!claim.first) return version
    const documents = tx.collection<ConfigDocument>(CONFIGS)
    const present = await documents.get(spec.domain)
    if ((present?.version ?? 0) !== wish.expectedVersion) throw new AppError('STALE_VERSION')
    const about = { schemaVersion: 1, version, savedBy: wish.workId, savedAt: wish.now } as const
    if (present) await documents.update(spec.domain, { ...about, ...replacing(settings) })
    else await documents.add({ _id: spec.domain, ...about, ...settings })
    await keepVersion(tx, { _id: `${spec.domain}:${version}`, domain: spec.domain, ...about, ...settings })
    return version
  })
}

function keepVersion(tx: Transaction, version: ConfigVersionDocument): Promise<void> {
  return tx.collection<ConfigVersionDocument>(CONFIG_VERSIONS).add(version)
}

/** Objects are replaced whole: merged, a value that was taken out would stay. */
function replacing(settings: Settings) {
  return {
    flags: replacedBy(settings.flags),
    killSwitches: settings.killSwitches,
    rateLimits: settings.rateLimits,
    values: replacedBy(settings.values),
  }
}

function checkedSettings(spec: ConfigSpec, wished: unknown): Settings {
  const settings = Settings.safeParse(wished)
  if (!settings.success) throw invalid('settings')
  const unknownFlag = Object.keys(settings.data.flags).find((flag) => !Object.hasOwn(spec.flags, flag))
  if (unknownFlag !== undefined) throw invalid(`flags.${unknownFlag}`)
  if (!spec.values.safeParse(settings.data.values).success) throw invalid('values')
  return settings.data
}

function invalid(field: string): AppError {
  return new AppError('INVALID_INPUT', { field, rule: 'other' })
}
