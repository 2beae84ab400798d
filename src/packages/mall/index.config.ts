export default definePageConfig({ onReachBottomDistance: 600, enablePullDownRefresh: true })
