// The words that make a street, a building, or talk about tests that only sounds like one.

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** Kinds of street that are hardly ever said of tests. */
export const STREETS = words(
  'street road rd avenue ave lane crescent cres terrace gardens gdns grove mews boulevard blvd wynd brae vennel',
);

/** Kinds of street and building whose names are everyday words here too, or short for other words. */
export const MAYBE_STREETS = words(
  'st str ln dr cl ct pl av gr bk vw tce ter cresc close way court place park row view hill drive square sq walk green rise gate quay wharf parade ' +
    'mount path yard fields field meadow meadows villas cottages buildings mansions chase croft dene drift fold garth glade ' +
    'heights orchard promenade esplanade ridge side vale bank broadway circus approach embankment estate common loan loke ' +
    'hollow spinney copse dell paddock paddocks wood woods bridge cottage house lodge farm barn manor mill villa hall tower ' +
    'towers point brow brows fold nook ginnel snicket lea leas beck pastures gables holt dale moor mead knoll dunes parkway ' +
    'causeway gill ghyll covert warren chare staithe staithes precinct loan neuk burn haugh knowe knowes pend gait braes quadrant ' +
    'rigg hurst butts wells heath acre acres end head top bottom corner villas ropewalk passage crest glen oval leys moorings orchards strand wells',
);

/** Names that are a whole street or house by themselves. */
export const ONE_WORD_STREETS = words(
  'broadway kingsway queensway eastgate westgate northgate southgate highgate parkside riverside hillside lakeside promenade ' +
    'esplanade strand embankment',
);

/** What a house without a number is called. */
export const HOUSES = words(
  'cottage house farm farmhouse lodge barn manor mill villa rectory vicarage hall bungalow croft grange annexe annex court ' +
    'chapel stables oast forge granary bakery schoolhouse gatehouse towers priory parsonage hayloft byre steading cottages flat ' +
    'apartment dairy smithy garth gables maltings neuk knowe haugh fold nook view lea holme bank mount manse bothy',
);

/** Welsh and Gaelic put the kind of street first: Heol y Bryn, Ffordd Las. */
export const STREETS_NAMED_FIRST = words(
  'heol ffordd stryd rhodfa lon clos maes rhiw cwrt trem sraid rathad',
);

/** Beginnings of the names of Welsh and Gaelic houses and small streets: Parc Menai, Ty Gwyn, Yr Hen Ysgol. */
export const PLACES_NAMED_FIRST = words(
  'parc bryn glan dol erw llys cae gwaun tan ty tigh taigh yr hen pant nant cefn plas llwyn gerddi ystad cilgant teras hafod mount',
);

/** Words that show a number is being talked about, not lived at. */
export const TALK = words(
  'test tests tester testers testing step steps case cases defect defects bug bugs error errors fail fails failed failure ' +
    'failures pass passes passed run runs day days week weeks month months hour hours minute minutes min mins sec secs ' +
    'seconds year years time times item items message messages msg msgs file files record records row rows read reads reading ' +
    'readings meter meters mpan mpans site sites retest retests migration migrations release releases patch patches phase ' +
    'phases stage stages cycle cycles cohort cohorts batch batches sprint sprints story stories task tasks action actions query ' +
    'queries opened closed closes more less fewer few other others last of on off in to for from by with at and or not no is ' +
    'are was were be been has have had this that these those it its we you they i my our your their all any some each every ' +
    'both a an per via then than when while if but so up down out over under into onto about after before again please thanks ' +
    'still now today tomorrow yesterday ready blocked blocking blocker blockers swim bus lessons participants participant ' +
    'agent agents supplier suppliers ldso ldsos events slot slots people users user screen screens pages tab tabs column ' +
    'columns lines calls option options ways points parts hourly settlement percent kwh missing null empty invalid unknown ' +
    'redacted removed masked data ticket tickets logs issue issues problem problems sev severity priority scenario scenarios ' +
    'notification notifications request requests response responses status update updates change changes version versions ' +
    'number numbers lookup search format validation october november december jan feb apr jun jul aug sep sept oct nov dec tue ' +
    'wed thu fri monday tuesday wednesday thursday friday saturday sunday big short long-term entries entry duplicate ' +
    'duplicates registration registrations only just even interface interfaces pub css dip ado uit go come see seen find found ' +
    'done doing getting get got triage high-level end-to-end process power azure devops quality major minor gate view ' +
    "factor auth as how what where who why which whose can could will would should may-be maybe nearly almost roughly approx o'clock",
);

/** Words that are talk in lower case, and the names of many streets with a capital: New Road, First Avenue, May Street. */
export const TALK_OR_NAME = words(
  'new first second third next left right front back year month week quarter dead rear long page line part half march may june july april august january february ' +
    'september sun mon sat mar call log lead field fields good bad small quick fast slow close open hall event party parties ' +
    'works work point blank the',
);
