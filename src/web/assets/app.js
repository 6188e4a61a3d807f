/** What the page does beyond its links and forms; without this script it still shows and answers everything. */

import './ask.js'
import './channel.js'
