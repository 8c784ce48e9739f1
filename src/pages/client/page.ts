import { comboboxes } from './combobox.ts'
import { copyButtons } from './copy.ts'
import { embedTexts } from './oembed.ts'

copyButtons(document)
comboboxes(document)
embedTexts(document)
