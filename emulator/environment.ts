/** The names of this one pretended cloud, and the variables that point the unmodified SDK at it. */

/** The environment id, as `getWXContext().ENV` and every file id show it. */
export const ENV_ID = 'tonghao-local'
/** The storage bucket in every file id: `cloud://{ENV_ID}.{BUCKET}/{path}`. */
export const BUCKET = 'files'
/** The mini program's app id, as `getWXContext().APPID` shows it. */
export const APP_ID = 'wx00000000tonghao'
/** The mini program's original id, the receiver of platform messages. */
export const ORIGINAL_ID = 'gh_0000tonghao'

/**
 * What any process needs in its environment for its wx-server-sdk to talk to the emulator at `url`.
 * The SDK prefers `TCB_CONTEXT_CNFG.URL` to its own hosts, does not probe for a metadata server when
 * `TENCENTCLOUD_RUNENV` is SCF, and dies without credentials, though nothing here checks their value.
 */
export function sdkEnvironment(url: string): Record<string, string> {
  return {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}/admin` }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: 'local',
    SCF_NAMESPACE: ENV_ID,
    TCB_ENV: ENV_ID,
  }
}
