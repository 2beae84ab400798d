/** What config/index.ts writes into the build. */

/** The version and commit of this build, sent with every call for the log. */
declare const CLIENT_VERSION: string
/** Where the h5 app calls; '' is the place it was loaded from. */
declare const GATEWAY_URL: string
/** The WeChat Cloud environment; '' is the mini program's default. */
declare const CLOUD_ENV: string

/** Styles belong to the bundler. */
declare module '*.scss'
