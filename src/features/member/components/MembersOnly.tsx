/** What only a member sees; a guest who comes by a link is asked in. Ids: `members-only`, `members-only-join`. */
import type { ReactNode } from 'react'
import { StateView } from '../../../components/StateView'
import { useWords } from '../../../i18n/words'
import { askToJoinAgain, useMemberStore } from '../store'

interface MembersOnlyProps {
  readonly children: ReactNode
}

export function MembersOnly({ children }: MembersOnlyProps) {
  const { me } = useWords()
  const isMember = useMemberStore((store) => store.me !== undefined)
  const isTold = useMemberStore((store) => store.isTold)
  if (isMember) return children
  // Until the cloud has said so, nobody is called a guest.
  if (!isTold) return null
  return (
    <StateView
      id="members-only"
      drawing="cup"
      title={me.guestTitle}
      hint={me.guestHint}
      action={{ id: 'members-only-join', label: me.join, onTap: () => askToJoinAgain(() => {}) }}
    />
  )
}
