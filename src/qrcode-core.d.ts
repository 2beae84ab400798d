/** The part of `qrcode` that makes codes, without what writes files. */
declare module 'qrcode/lib/core/qrcode' {
  export { create } from 'qrcode'
}
