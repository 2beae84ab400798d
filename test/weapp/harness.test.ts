/** The harness itself, on a small mini program written by hand: that it draws, and above all that it notices. */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { checkWithWechatCompilers } from '../support/weapp/compilers'
import { writeFixture } from '../support/weapp/fixture'
import { MiniProgram } from '../support/weapp/mini-program'
import { packageSizes, readPackage } from '../support/weapp/package'

let dir: string
let app: MiniProgram | undefined

beforeAll(() => {
  dir = writeFixture()
})
afterAll(() => rmSync(dir, { recursive: true }))
afterEach(() => {
  app?.takeErrors()
  try {
    app?.close()
  } finally {
    app = undefined
  }
})

async function launch(url = '/pages/home/index', folder = dir, entryLimitMs?: number): Promise<MiniProgram> {
  app = new MiniProgram({
    dir: folder,
    entryLimitMs,
    cloud: {
      callFunction: async (name, data) => {
        if (name !== 'echo') throw new Error('FunctionName not found')
        return data
      },
      uploadFile: async (path) => `cloud://${path}`,
    },
  })
  await app.launch(url)
  return app
}

describe('what a page does is drawn', () => {
  test('setData reaches the view, and is counted in calls and bytes', async () => {
    const mp = await launch('/pages/shelf/index')
    mp.resetMeasures()
    await mp.tap('#n')
    expect(mp.text('#n')).toBe('1')
    // The tab bar's own elements count as the page's: the phone draws them all.
    expect(mp.measures()).toMatchObject({ calls: 1, bytes: '{"n":1}'.length })
    expect(mp.setData()[0]).toMatchObject({ page: 'pages/shelf/index', keys: ['n'], nodes: mp.nodeCount() })
  })

  test('a tap bubbles to outer handlers, and a caught one does not', async () => {
    const mp = await launch()
    await mp.tap('#bubbling')
    expect(mp.text('#said')).toBe('inner outer')
    await mp.tap('#caught')
    expect(mp.text('#said')).toBe('inner outerinner ')
  })

  test('a form hands over what was typed; a disabled button does nothing', async () => {
    const mp = await launch()
    await mp.input('#name', '小满')
    await mp.tap('#off')
    expect(mp.text('#said')).toBe('')
    await mp.tap('#ok')
    expect(mp.text('#said')).toBe('{"name":"小满"}')
  })

  test('the cloud answers, and offline it fails as WeChat does', async () => {
    const mp = await launch()
    await mp.tap('#call')
    expect(mp.text('#said')).toBe('hi')
    await mp.setOnline(false)
    await mp.tap('#call')
    expect(mp.text('#said')).toContain('cloud.callFunction:fail request:fail')
  })
})

describe('the phone answers', () => {
  test('storage, in both its ways', async () => {
    const mp = await launch()
    await mp.tap('#remember')
    expect(mp.text('#said')).toBe('{"at":[1]}')
    expect(mp.phone.storage.get('kept')).toEqual({ at: [1] })
  })

  test('a question, as the test says', async () => {
    const mp = await launch()
    await mp.tap('#ask')
    expect(mp.text('#said')).toBe('yes')
    mp.answer('showModal', () => ({ confirm: false, cancel: true }))
    await mp.tap('#ask')
    expect(mp.text('#said')).toBe('no')
    expect(mp.calls('showModal')).toHaveLength(2)
  })

  test('a chosen photo is uploaded with its progress', async () => {
    const mp = await launch()
    mp.choosePhotos([Buffer.from('photo')])
    await mp.tap('#send')
    expect(mp.text('#said')).toBe('50% 100% cloud://incoming/1')
  })
})

describe('a component of the app’s own', () => {
  test('gets properties, tells of events, and its setData is its own', async () => {
    const mp = await launch()
    expect(mp.text('#step')).toBe('0 0 true')
    await mp.tap('#add')
    expect(mp.text('#step')).toBe('1 2 true')
    await mp.tap('#step')
    expect(mp.text('#said')).toBe('stepped to 2')
    expect(mp.setData().some((entry) => entry.component === 'parts/stepper')).toBe(true)
  })
})

describe('pages follow one another as in WeChat', () => {
  test('tab pages stay alive under a tab bar of their own', async () => {
    const mp = await launch()
    await mp.tap('#add')
    await mp.tap('#tab-shelf')
    expect(mp.stack()).toEqual(['pages/shelf/index'])
    await mp.tap('#tab-home')
    expect(mp.text('#count')).toBe('1')
    expect(mp.text('#shows')).toBe('2')
    expect(mp.text('#tab-home')).toBe('2')
  })

  test('a query arrives encoded, and the way back shows the page again', async () => {
    const mp = await launch()
    await mp.tap('#open')
    expect(mp.text('#id')).toBe('炉')
    expect(mp.find('#tab-home')).toBeUndefined()
    await mp.back()
    expect(mp.text('#shows')).toBe('2')
  })

  test('no eleventh page, no tab page by navigateTo, no page that is not there', async () => {
    const mp = await launch()
    const failures: string[] = []
    mp.answer('showToast', () => ({}))
    for (let count = 0; count < 10; count += 1)
      await mp.navigate('navigateTo', '/pages/detail/index', failures)
    expect(mp.stack()).toHaveLength(10)
    await mp.navigate('navigateTo', '/pages/shelf/index', failures)
    await mp.navigate('redirectTo', '/pages/none/index', failures)
    await mp.navigate('switchTab', '/pages/detail/index', failures)
    expect(failures).toEqual([
      'navigateTo:fail webview count limit exceed',
      'navigateTo:fail can not navigateTo a tabbar page',
      'redirectTo:fail page "pages/none/index" is not found',
      'switchTab:fail can not switch to no-tabBar page',
    ])
  })
})

describe('nothing that goes wrong passes', () => {
  test('an error thrown in a timer fails the step', async () => {
    const mp = await launch()
    await expect(mp.tap('#throwLater')).rejects.toThrow('thrown in a timer')
  })

  test('a loop without an end is ended', async () => {
    const mp = await launch('/pages/home/index', dir, 300)
    await expect(mp.tap('#loop')).rejects.toThrow('timed out')
  })

  test('an event loop that stands still is ended with the process', () => {
    const program = `import('./test/support/weapp/watchdog.ts').then(({ default: { guardEventLoop } }) => {
      guardEventLoop(200)
      setTimeout(() => { const spin = () => Promise.resolve().then(spin); spin() }, 1000)
    })`
    const result = spawnSync(process.execPath, ['--import', 'tsx', '-e', program], {
      encoding: 'utf8',
      timeout: 20_000,
    })
    expect(result.stderr).toContain('has blocked the event loop; ending the process')
    expect(result.signal).toBe('SIGKILL')
  })

  test('an app that never comes to rest fails with the reason', async () => {
    const mp = await launch()
    mp.fireWithoutWaiting('#neverRest', 'tap')
    await expect(mp.idle(300)).rejects.toThrow('did not come to rest in 300 ms: a timer of 1 ms')
  })

  test('a setData above WeChat’s limit is an error', async () => {
    const mp = await launch()
    await expect(mp.tap('#tooMuch')).rejects.toThrow('setData of 1100011 bytes')
  })

  test('code made from text is refused, as on a phone', async () => {
    const mp = await launch()
    await expect(mp.tap('#makeCode')).rejects.toThrow('Code generation from strings disallowed')
  })

  test('an API that is not there is an error, and closing names it', async () => {
    const mp = await launch()
    await expect(mp.tap('#unknown')).rejects.toThrow('startBeaconDiscovery is not a function')
    mp.takeErrors()
    expect(() => mp.close()).toThrow('not emulated: startBeaconDiscovery')
    app = undefined
  })

  test('an error that no step has seen fails the closing', async () => {
    const mp = await launch()
    mp.fireWithoutWaiting('#makeCode', 'tap')
    expect(() => mp.close()).toThrow('Code generation')
    app = undefined
  })

  test('a template with a mistake does not start', async () => {
    const broken = writeFixture({ 'pages/home/index.wxml': '<view wx:if="{{a +}}">' })
    await expect(launch('/pages/home/index', broken)).rejects.toThrow('The templates have mistakes')
    expect(() => checkWithWechatCompilers(broken)).toThrow()
    rmSync(broken, { recursive: true })
  })

  test('a folder without a mini program is told in one sentence', () => {
    expect(() => readPackage('no/such/folder')).toThrow(
      'There is no mini program in no/such/folder; build it first: npm run build:weapp',
    )
  })
})

test('WeChat’s compilers accept the fixture, and sizes are told by package', () => {
  expect(() => checkWithWechatCompilers(dir)).not.toThrow()
  const sizes = packageSizes(readPackage(dir))
  expect(sizes.subpackages.get('packages/extra')).toBe('Page({})'.length + '<view>extra</view>'.length)
  expect(sizes.total).toBe(sizes.main + (sizes.subpackages.get('packages/extra') ?? 0))
})
