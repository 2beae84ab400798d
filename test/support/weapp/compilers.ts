/** WeChat's own compilers, as the developer tools run them: what they refuse cannot be uploaded. */
import { wxmlToJs, wxssToJs } from 'miniprogram-compiler'

/** Compiles every template and style sheet of a mini program; throws what wcc or wcsc complain of. */
export function checkWithWechatCompilers(dir: string): void {
  if (wxmlToJs(dir).length === 0) throw new Error('wcc compiled no template')
  if (wxssToJs(dir).length === 0) throw new Error('wcsc compiled no style sheet')
}
