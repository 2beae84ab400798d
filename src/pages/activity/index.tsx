/** The activity tab: nothing yet, and it says so. Ids: `page-activity`, `activity-empty`. */
import { ComingSoon } from '../../components/ComingSoon'
import { PageFrame } from '../../components/PageFrame'
import { useWords } from '../../i18n/words'

export default function ActivityPage() {
  const words = useWords()
  return (
    <PageFrame name="activity" title={words.tabs.activity} tab="activity">
      <ComingSoon id="activity-empty" drawing="calendar" {...words.activity} />
    </PageFrame>
  )
}
