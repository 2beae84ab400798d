import { TABS } from './platform/tabs'

export default defineAppConfig({
  pages: [...Object.values(TABS), 'pages/post/index'],
  subPackages: [
    { root: 'packages/compose', pages: ['index', 'poster'] },
    {
      root: 'packages/member',
      pages: [
        'join',
        'profile',
        'settings',
        'edit',
        'notify',
        'rules',
        'survey',
        'welcome',
        'export',
        'leave',
      ],
    },
    { root: 'packages/browse', pages: ['search', 'topic', 'board', 'favourites', 'follows'] },
    { root: 'packages/notice', pages: ['index', 'digest', 'cases', 'case', 'open-case'] },
    { root: 'packages/points', pages: ['index', 'earn', 'levels', 'books'] },
    { root: 'packages/checkin', pages: ['photo', 'challenge', 'why'] },
    { root: 'packages/mall', pages: ['index', 'item', 'confirm', 'orders', 'order', 'coupons'] },
    {
      root: 'packages/contest',
      pages: [
        'index',
        'work',
        'enter',
        'ballots',
        'standings',
        'winners',
        'proof',
        'rules',
        'jury',
        'appeal',
        'mine',
        'list',
      ],
    },
    { root: 'packages/desk', pages: ['waiting', 'cases', 'digest'] },
  ],
  // What a member reaches in one tap is fetched while they look at the feed.
  preloadRule: {
    [TABS.community]: {
      network: 'all',
      packages: ['packages/compose', 'packages/member', 'packages/browse'],
    },
    [TABS.activity]: { network: 'all', packages: ['packages/contest'] },
  },
  tabBar: {
    custom: true,
    color: '#665a4f',
    selectedColor: '#97401f',
    backgroundColor: '#ffffff',
    list: [
      { pagePath: TABS.community, text: '社区' },
      { pagePath: TABS.activity, text: '活动' },
      { pagePath: TABS.course, text: '课程' },
      { pagePath: TABS.me, text: '我的' },
      { pagePath: TABS.admin, text: '管理' },
    ],
  },
  window: {
    navigationBarTitleText: '同好',
    navigationBarBackgroundColor: '@surface',
    navigationBarTextStyle: '@barText',
    backgroundColor: '@surface',
    backgroundTextStyle: '@pullText',
  },
  darkmode: true,
  themeLocation: 'theme.json',
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
  // What is asked for, and only when a member taps for it: a place on the map, an address to send something to.
  requiredPrivateInfos: ['chooseLocation', 'chooseAddress'],
})
