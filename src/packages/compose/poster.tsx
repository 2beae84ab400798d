/** A post as a picture to keep or to send. Ids: `page-poster`. */
import { PageFrame } from '../../components/PageFrame'
import { useWords } from '../../i18n/words'

export default function PosterPage() {
  const words = useWords().poster
  return (
    <PageFrame name="poster" title={words.title}>
      {null}
    </PageFrame>
  )
}
