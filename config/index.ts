/** How Taro builds the mini program and the h5 app. Sizes in styles are plain CSS pixels on both. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import packageJson from '../package.json'

/** The plain files of the contract, which the client uses at run time. */
const CONTRACT = { include: [path.resolve(__dirname, '..', 'contract')] }
/** A pixel stays a pixel: members choose the size of text themselves, and wide screens must not magnify it. */
const PIXELS = { enable: false, config: {} }

/** The commit that a log line can be traced to; a copy without git has only its version. */
function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return 'unknown'
  }
}

export default defineConfig<'webpack5'>(async () => {
  const config: UserConfigExport<'webpack5'> = {
    projectName: 'tonghao',
    date: '2026-11-21',
    designWidth: 375,
    deviceRatio: { 375: 2, 750: 1 },
    sourceRoot: 'src',
    outputRoot: `dist/${process.env.TARO_ENV}`,
    plugins: [path.resolve(__dirname, 'aria-plugin.ts')],
    defineConstants: {
      CLIENT_VERSION: JSON.stringify(`${packageJson.version}+${commit()}`),
      GATEWAY_URL: JSON.stringify(process.env.TONGHAO_GATEWAY ?? ''),
      CLOUD_ENV: JSON.stringify(process.env.TONGHAO_CLOUD_ENV ?? ''),
    },
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    jsMinimizer: 'esbuild',
    esbuild: { minify: { config: { target: 'es2018' } } },
    logger: { quiet: true, stats: false },
    mini: {
      compile: CONTRACT,
      // Each style names its own element, so that the order of files does not matter.
      miniCssExtractPluginOption: { ignoreOrder: true },
      optimizeMainPackage: { enable: true },
      postcss: { pxtransform: PIXELS },
    },
    h5: {
      // Only this machine is listened to. The build is written out, for the gateway that serves the app to pick up.
      devServer: { host: '127.0.0.1', open: false, devMiddleware: { writeToDisk: true } },
      compile: CONTRACT,
      publicPath: '/',
      staticDirectory: 'static',
      router: { mode: 'hash' },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: {
        autoprefixer: { enable: true, config: {} },
        pxtransform: PIXELS,
      },
    },
  }
  return config
})
