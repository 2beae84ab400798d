/** Tells Taro's run time of the attributes that `config/aria-plugin.ts` wrote into the templates. */
import { mergeInternalComponents } from '@tarojs/shared'
import ariaAttributes from './aria-attributes.json'

mergeInternalComponents({ ...ariaAttributes })
