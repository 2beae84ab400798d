export default definePageConfig({ onReachBottomDistance: 600 })
