/** The 管理 tab: for staff only, whoever comes here and however. Ids: `admin-empty`, `admin-refused`. */
import { PageFrame } from '../../components/PageFrame'
import { StateView } from '../../components/StateView'
import { mayOpenAdmin, useMemberStore } from '../../features/member/store'
import { useWords } from '../../i18n/words'
import { openTab } from '../../platform/navigate'

export default function AdminPage() {
  const words = useWords()
  const isAllowed = useMemberStore(mayOpenAdmin)
  const { emptyTitle, emptyHint, refusedTitle, refusedHint, backToCommunity } = words.admin
  return (
    <PageFrame name="admin" title={words.tabs.admin} tab="admin">
      {isAllowed ? (
        <StateView id="admin-empty" drawing="clipboard" title={emptyTitle} hint={emptyHint} />
      ) : (
        <StateView
          id="admin-refused"
          drawing="door"
          title={refusedTitle}
          hint={refusedHint}
          action={{ id: 'admin-leave', label: backToCommunity, onTap: () => openTab('community') }}
        />
      )}
    </PageFrame>
  )
}
