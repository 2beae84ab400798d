/** The way to the inbox. */
import { openPage } from '../../platform/navigate'
import { whenMember } from '../member/store'
import { useHomeStore } from './store'

/** Opens the inbox; the strip need not tell of it any more. */
export function openInbox(): void {
  void whenMember(() => {
    useHomeStore.setState(({ today }) => ({ today: { ...today, news: undefined } }))
    openPage('/packages/notice/index', {})
  })
}
