/** What a poll and a debate look like once the viewer has voted: shown before the cloud has answered. PURE. */
import type { Debate, Poll, Side } from '../../../contract/post-shapes'

/** A poll with the viewer's choices in place of those before; without any it is as if they had not voted. */
export function withChoices(poll: Poll, choices: readonly number[]): Poll {
  const change = (list: readonly number[], place: number) => (list.includes(place) ? 1 : 0)
  const votes = (list: readonly number[]) => (list.length > 0 ? 1 : 0)
  return {
    ...poll,
    options: poll.options.map(({ text, count }, place) => ({
      text,
      count: Math.max(0, count + change(choices, place) - change(poll.mine, place)),
    })),
    voterCount: Math.max(0, poll.voterCount + votes(choices) - votes(poll.mine)),
    mine: [...choices],
  }
}

/** A debate with the viewer on this side. */
export function withSide({ sides, mine }: Debate, side: Side): Debate {
  const counted = (place: Side) => {
    const { name, count } = sides[place]
    return { name, count: Math.max(0, count + (place === side ? 1 : 0) - (place === mine ? 1 : 0)) }
  }
  return { sides: [counted(0), counted(1)], mine: side }
}

/** A share in whole percent, as it is said; 0 of nobody. */
export function percentOf(count: number, all: number): number {
  return all === 0 ? 0 : Math.round((count / all) * 100)
}
