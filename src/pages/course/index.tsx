/** The course tab: nothing yet, and it says so. Ids: `page-course`, `course-empty`. */
import { ComingSoon } from '../../components/ComingSoon'
import { PageFrame } from '../../components/PageFrame'
import { useWords } from '../../i18n/words'

export default function CoursePage() {
  const words = useWords()
  return (
    <PageFrame name="course" title={words.tabs.course} tab="course">
      <ComingSoon id="course-empty" drawing="book" {...words.course} />
    </PageFrame>
  )
}
