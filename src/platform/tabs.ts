/** The tab pages, at most five. Plain data: the app's configuration reads it while building. */
export const TABS = {
  community: 'pages/community/index',
  activity: 'pages/activity/index',
  course: 'pages/course/index',
  me: 'pages/me/index',
  admin: 'pages/admin/index',
} as const
export type Tab = keyof typeof TABS
