/** In WeChat a post can be sent to a friend. `can-share.h5.ts`: a browser has its own address bar for that. */
export const CAN_SHARE = true
