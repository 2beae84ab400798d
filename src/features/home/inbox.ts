/** The way to the inbox. */
import { openPage } from '../../platform/navigate'
import { whenMember } from '../member/store'
import { useHomeStore } from './store'

/** Opens the inbox; what is new there counts as seen on the community page. */
export function openInbox(): void {
  void whenMember(() => {
    useHomeStore.setState(({ today }) => ({ unread: 0, today: { ...today, news: undefined } }))
    openPage('/packages/notice/index', {})
  })
}
