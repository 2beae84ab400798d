/** What can be somebody's openid. */
export const OPENID = /^[\w-]{1,64}$/
