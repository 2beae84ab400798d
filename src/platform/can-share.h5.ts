/** A browser has its own ways to share an address. */
export const CAN_SHARE = false
