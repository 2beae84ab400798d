/** What came of the places that posts of new authors were given in the feed. Id: `exposure`. */
import type { ExposureReport } from '../../../features/post/exposure'
import { useWords } from '../../../i18n/words'
import { Figures, sayShare } from './Figures'

export function ExposureFigures({ report }: { readonly report: ExposureReport }) {
  const { desk } = useWords()
  const { exposures, closedCount, medianShownTo, answeredCount } = report
  const figures = [
    ...(exposures.length === 0 ? [] : [{ name: desk.exposed, value: String(exposures.length) }]),
    ...(closedCount === 0
      ? []
      : [
          { name: desk.shownTo, value: String(medianShownTo) },
          { name: desk.exposedAnswered, value: sayShare(answeredCount / closedCount) },
        ]),
  ]
  return <Figures id="exposure" title={desk.exposure} none={desk.noExposure} figures={figures} />
}
