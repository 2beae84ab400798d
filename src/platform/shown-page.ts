/** Whether the page that is shown is seen. `shown-page.h5.ts`: a browser's. */

/** WeChat shows what it opens. */
export function watchShownPage(): void {}
