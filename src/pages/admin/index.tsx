/**
 * The 管理 tab: for staff only, whoever comes here and however; each sees what their capabilities are for.
 * Ids: `desk-waiting`, `desk-cases`, `desk-digest`, `admin-empty`, `admin-refused`.
 */
import { View } from '@tarojs/components'
import { type Capability, canAny } from '../../../contract/roles'
import { PageFrame } from '../../components/PageFrame'
import { Row, Rows } from '../../components/Row'
import { StateView } from '../../components/StateView'
import { mayOpenAdmin, useMemberStore } from '../../features/member/store'
import { useWords } from '../../i18n/words'
import { openPage, openTab } from '../../platform/navigate'
import './index.scss'

export default function AdminPage() {
  const words = useWords()
  const isAllowed = useMemberStore(mayOpenAdmin)
  const { refusedTitle, refusedHint, backToCommunity } = words.admin
  return (
    <PageFrame name="admin" title={words.tabs.admin} tab="admin">
      {isAllowed ? (
        <Desk />
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

function Desk() {
  const { desk, admin } = useWords()
  const roles = useMemberStore(({ me }) => me?.roles) ?? []
  const may = (capability: Capability) => canAny(roles, capability)
  if (!may('case.answer') && !may('digest.edit'))
    return <StateView id="admin-empty" drawing="clipboard" title={admin.emptyTitle} hint={admin.emptyHint} />
  return (
    <View className="desk">
      <Rows>
        {may('case.answer') ? (
          <>
            <Row
              id="desk-waiting"
              icon="people"
              label={desk.rows.newcomers}
              hint={desk.rows.newcomersHint}
              onTap={() => openPage('/packages/desk/waiting', {})}
            />
            <Row
              id="desk-cases"
              icon="comment"
              label={desk.rows.cases}
              hint={desk.rows.casesHint}
              onTap={() => openPage('/packages/desk/cases', {})}
            />
          </>
        ) : null}
        {may('digest.edit') ? (
          <Row
            id="desk-digest"
            icon="edit"
            label={desk.rows.digest}
            hint={desk.rows.digestHint}
            onTap={() => openPage('/packages/desk/digest', {})}
          />
        ) : null}
      </Rows>
    </View>
  )
}
