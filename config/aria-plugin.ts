/**
 * A Taro plugin: adds what a screen reader needs, and Taro leaves out, to the mini program's templates. WeChat reads
 * `aria-role` and `aria-label` on every element (base library 2.7.1 and later). The build, which writes the
 * templates, and the run time, which numbers the attributes, must be told the same table.
 */
import { resolve } from 'node:path'
import type { IPluginContext, TaroPlatformBase } from '@tarojs/service'
import ariaAttributes from '../src/platform/aria-attributes.json'

const RUNTIME = resolve(__dirname, '../src/platform/aria-runtime.ts')

export default function ariaPlugin(ctx: IPluginContext) {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform: TaroPlatformBase) {
      if (platform.platform !== 'weapp') return
      platform.template.mergeComponents(ctx, ariaAttributes)
      platform.runtimePath = [platform.runtimePath, RUNTIME].flat()
    },
  })
}
