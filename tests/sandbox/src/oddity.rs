//! What Creatio does otherwise than one would think, each behind a switch.
//!
//! The sources are public: documentation of the vendor, clients of the vendor's and of others, and the libraries that
//! Creatio ships. A switch whose comment says "not established" stands for a question that only an instance can settle.

macro_rules! oddities {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $default:literal;)+) => {
        /// A named switch.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Oddity { $($(#[doc = $doc])+ $variant,)+ }

        impl Oddity {
            /// Every switch, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name that the command line knows it by.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Whether it is on when nothing is said.
            pub fn default_state(self) -> bool {
                match self { $(Self::$variant => $default),+ }
            }

            /// What it does, and whose word that is.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii()),+ }
            }
        }
    };
}

oddities! {
    /// Cookie requests, GET included, must carry the CSRF header or get 403. On by default since 7.10 (Academy,
    /// "Authentication basics": UseCsrfToken; the vendor's .NET client sends it always).
    CsrfCheck = "csrf_check", true;
    /// The login sets the cookie BPMCSRF, the older name of the token (Academy, "AuthService.svc web service").
    BpmcsrfCookie = "bpmcsrf_cookie", true;
    /// The login sets the cookie CRT_CSRF, the newer name of the token (README of the vendor's .NET client). Its value
    /// differs from BPMCSRF's here, so that a client that echoes one under the other's name is found out.
    CrtCsrfCookie = "crt_csrf_cookie", true;
    /// The login sets an HttpOnly cookie CsrfToken beside the others (the vendor's test stub of a current stand).
    CsrfTokenCookie = "csrf_token_cookie", true;
    /// BPMSESSIONID is set by the first data request instead of the login, as old builds do; a client that drops it
    /// opens a server session each time (documentation of 7.10 to 7.15, "Executing OData queries using Fiddler").
    LateSessionCookie = "late_session_cookie", true;
    /// A login ends the user's other sessions (the configuration's AllowOnlyOneSessionPerUser, off as shipped).
    OneSessionPerUser = "one_session_per_user", false;
    /// With the header ForceUseSession: true a dead session is a 401, without it a redirect to the login page (reported
    /// by one client; the vendor's never sends it). Off: always a 401.
    LoginRedirect = "login_redirect", true;
    /// Login without ForceUseSession: true is refused. The Academy calls the header required, yet two clients log in
    /// without it.
    LoginNeedsForceUseSession = "login_needs_force_use_session", false;
    /// A lookup's scalar column in $filter or $orderby fails with "Column by path AccountId not found in schema Contact."
    /// (measured by three independent clients).
    LookupIdUnfilterable = "lookup_id_unfilterable", true;
    /// Reads write empty values for NULL: the zero guid, year 1, "", 0, false; and rows that are seeded or written
    /// without text, numbers or booleans get them (captured replies).
    EmptyValues = "empty_values", true;
    /// A lookup or guid compared with the zero guid is compared with null. Not established.
    ZeroGuidIsNull = "zero_guid_is_null", false;
    /// Text compared with null is compared with the empty text as well. Not established.
    NullMatchesEmptyText = "null_matches_empty_text", false;
    /// Comparisons with null are unknown, as in SQL, so that `ne 'x'` leaves out rows without a value. Off: as OData says.
    /// Not established.
    SqlNulls = "sql_nulls", false;
    /// Text is compared without regard to case, as an instance on SQL Server usually does. Off: by code points, as OData
    /// says.
    CaseInsensitiveText = "case_insensitive_text", false;
    /// `in` with a list, of OData 4.01. No client of Creatio's sends it, all write it out with `or`.
    InOperator = "in_operator", false;
    /// `any` and `all` over details. The Academy does not list them.
    Lambdas = "lambdas", false;
    /// A date without a time may be compared with a date and time. Not established; instances want a zone.
    DatePromotes = "date_promotes", false;
    /// $expand with options in parentheses, of details too, two levels deep. $expand=Type($select=Name) was answered with
    /// 400 by an instance of 2026; the configuration's ODataMaxExpansionDepth is 2.
    NestedExpand = "nested_expand", false;
    /// An expanded empty lookup is an object of empty values instead of null. Not established.
    EmptyLookupExpandsToObject = "empty_lookup_expands_to_object", false;
    /// $select of a stream fails on a null argument (measured by the vendor's command line tool).
    StreamSelectFails = "stream_select_fails", true;
    /// A key may follow a slash: City/62f9bc01-... (the Academy's batch examples).
    SlashKeys = "slash_keys", true;
    /// Replies that are cut carry @odata.nextLink, and Prefer: odata.maxpagesize is heeded. Creatio's are cut silently at
    /// MaxEntityRowCount (a live connector, a captured reply of 443 rows).
    ServerPaging = "server_paging", false;
    /// The next link is absolute. Off: relative to the service root. OData allows both.
    AbsoluteNextLink = "absolute_next_link", true;
    /// Rows that $orderby leaves equal come in another order with every request, so that paging needs a total order
    /// (Creatio's own setting UseAdditionalSortingByIdWhenOffsetFetch shows that they may).
    ShuffledTies = "shuffled_ties", false;
    /// Decimals with a fraction come as text such as "3492.00n_____", as Creatio's money does; those with eight fraction
    /// digits stay numbers, as rates do (one captured reply, unexplained).
    MaskedMoney = "masked_money", false;
    /// IEEE754Compatible=true in Accept makes decimals and Int64 text. In Content-Type it wants them as text, and without
    /// it they must be numbers (Microsoft.OData.Core; that Creatio keeps it is likely). Off: a body may hold either.
    Ieee754 = "ieee754", true;
    /// JSON errors of OData requests come with status 200. Reported by one client that can't see the status; another
    /// sees 500.
    ErrorsAs200 = "errors_as_200", false;
    /// Creating fills CreatedOn, ModifiedOn, CreatedById and ModifiedById where the body does not name them, updating the
    /// ModifiedOn and ModifiedById (the Academy's batch and stream examples; they are columns of every entity of its).
    StampsRows = "stamps_rows", true;
    /// A lookup that names a row which is not there, and deleting a row that another one names, fail with the database's
    /// words and status 500 (the vendor's command line tool reports PG 23503 and MSSQL 547). Seeds are not checked.
    ForeignKeys = "foreign_keys", true;
    /// The zero guid for a lookup in a body is passed over: the reply tells of success, the value stays. null clears it
    /// (measured by the vendor's command line tool). As a key it is passed over too, and one is made. Off: it clears as
    /// well, and is a key like others.
    ZeroGuidIgnored = "zero_guid_ignored", true;
    /// A navigation property in a body, such as "Account" or "Account@odata.bind", is passed over: the row is written
    /// without it (the vendor's command line tool; of @odata.bind no source tells). Off: 400.
    NavigationInBodyIgnored = "navigation_in_body_ignored", true;
    /// An update that names an unknown property is answered with 204, and nothing of it is written, as 10.0.0.858 does
    /// (measured by the vendor's command line tool). Off: 400, as newer builds. Creating with one is always refused.
    UnknownPropertyWritesNothing = "unknown_property_writes_nothing", false;
    /// A date and time without a zone in a body is taken for year 1, as one build does. Off: 400, as 10.1.725 does (both
    /// measured by the vendor's command line tool).
    ZonelessDateIsYearOne = "zoneless_date_is_year_one", false;
    /// A date without a time in a body is midnight in the server's zone (measured by the vendor's command line tool). Off:
    /// 400, as OData has it.
    DateOnlyInServerZone = "date_only_in_server_zone", true;
    /// Prefer: return=minimal and return=representation are heeded when rows are created and updated, as OData says.
    /// Nobody documents that Creatio does.
    PreferReturn = "prefer_return", false;
    /// Rows carry @odata.etag, replies of one row the header ETag, and If-Match is heeded: 412 where the row is another.
    /// No captured reply of Creatio's has one.
    Etags = "etags", false;
    /// With etags, an update or a deletion without If-Match is refused with 428, as services do that want to be sure.
    EtagRequired = "etag_required", false;
    /// Rows that stand in the body of a new one are created with it: deep insert. No source tells of it at Creatio.
    DeepInsert = "deep_insert", false;
    /// "Account@odata.bind" in a body binds the lookup to the row of an address, null clears it; of details, to the rows of
    /// several. No source tells of it at Creatio.
    OdataBind = "odata_bind", false;
    /// Runs have rows in the process log. Off: none, as where logging is switched off for a process.
    ProcessLog = "process_log", true;
    /// A process that failed is answered with success: false and a general text; off with success: true (the instance's
    /// feature SetErrorInfoIfProcessHasFailedExecution, on as shipped: a note of the vendor's command line tool).
    FailedRunSaysSo = "failed_run_says_so", true;
    /// Dates that a process hands back are written as /Date(ms)/. Not established.
    ResultDatesAsMilliseconds = "result_dates_as_milliseconds", false;
    /// Dates that a process hands back are written without a zone. Not established.
    ResultDatesWithoutZone = "result_dates_without_zone", false;
    /// Collections that a process hands back are text that holds JSON; off: JSON (the vendor's .NET library reads both).
    ResultCollectionsAsText = "result_collections_as_text", false;
    /// Execute answers JSON that is text in JSON once more: both ways are read by clients of the vendor's and of others.
    ExecuteEncodesTwice = "execute_encodes_twice", true;
    /// Execute answers a wrapped JSON object instead of the XML that the Academy shows. Nobody has seen it.
    ExecuteAnswersJson = "execute_answers_json", false;
    /// ExecProcElByUId takes the element's id as a part of the path, as the template on the Academy's page of 8.x has it; off: in
    /// the query, as older pages and a client have it.
    ElementIdInPath = "element_id_in_path", false;
    /// Cancelling a process goes through the status Cancelling, as with UseBackgroundProcessMode (the vendor's front end).
    CancelsLater = "cancels_later", false;
    /// Cancelling is refused, as for users without the operation CanCancelProcess (the vendor's front end asks for it).
    CancelDenied = "cancel_denied", false;
    /// The library of processes, the process log and schemas are refused with "Access to SysSchema is denied", as for ordinary
    /// users (fixtures of the vendor's command line tool).
    SchemasDenied = "schemas_denied", false;
    /// A schema that is not there is answered with success and an empty one (a captured reply); off: with an error.
    MissingSchemaIsEmpty = "missing_schema_is_empty", true;
    /// A row that is not there is a 404 with a JSON error. Off: with an empty body, as Microsoft's library does.
    MissingRowHasBody = "missing_row_has_body", false;
}

impl Oddity {
    /// The switch of a name. The error lists the names and proposes the nearest.
    pub fn from_name(name: &str) -> Result<Self, String> {
        Self::ALL.iter().copied().find(|oddity| oddity.name() == name).ok_or_else(|| {
            let names = || Self::ALL.iter().map(|oddity| oddity.name());
            let hint = crate::store::nearest(name, names());
            format!("there is no oddity {name:?}{hint}\nknown are: {}", names().collect::<Vec<_>>().join(", "))
        })
    }
}

/// The state of every switch.
#[derive(Clone, Debug)]
pub(crate) struct Oddities(Vec<bool>);

impl Default for Oddities {
    fn default() -> Self {
        Self(Oddity::ALL.iter().map(|oddity| oddity.default_state()).collect())
    }
}

impl Oddities {
    /// Whether a switch is on.
    pub(crate) fn on(&self, oddity: Oddity) -> bool {
        self.0[oddity as usize]
    }

    /// Turns a switch.
    pub(crate) fn set(&mut self, oddity: Oddity, state: bool) {
        self.0[oddity as usize] = state;
    }
}
