export default definePageConfig({
  enableShareAppMessage: true,
  enableShareTimeline: true,
  onReachBottomDistance: 600,
})
