/** Plain squares that stand for the drawn avatars. */
const COLOURS = ['#c8714a', '#e2b86b', '#8a9a70', '#b98a7a', '#6f7f8c', '#d9a5a0']

export const avatars: readonly string[] = COLOURS.map(
  (colour) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="192" height="192"><rect width="192" height="192" fill="${colour}"/><circle cx="96" cy="110" r="52" fill="#fff6e8"/></svg>`,
)
