/** `1 post`, `2 posts`: English counts one thing and several differently. */
export const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`
