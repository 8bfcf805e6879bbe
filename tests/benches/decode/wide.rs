//! Whole rows of the `Contact` that is generated from the project's own metadata, and keys that it does not have.

use creatio_runtime::uuid::Uuid;
use serde::Deserialize;

use crate::derived::{Date, Guid, Stands};
use crate::generated::Contact;
use crate::rows::{Dice, reply};

/// What a column's type is written as.
macro_rules! value {
    ($dice:ident Uuid) => {
        $dice.guid()
    };
    ($dice:ident Guid) => {
        $dice.lookup()
    };
    ($dice:ident Date) => {
        $dice.date()
    };
    ($dice:ident String) => {
        $dice.text()
    };
    ($dice:ident i32) => {
        $dice.number()
    };
    ($dice:ident bool) => {
        $dice.boolean()
    };
}

macro_rules! contact {
    ($($field:ident $name:literal $Type:ident),*$(,)?) => {
        /// The same rows for serde.
        #[derive(Deserialize)]
        pub(crate) struct Derived {
            $(#[serde(rename = $name)] $field: $Type,)*
        }

        impl From<Derived> for Contact {
            fn from(row: Derived) -> Self {
                Self { $($field: row.$field.value(),)* }
            }
        }

        fn columns(dice: &mut Dice) -> Vec<(&'static str, String)> {
            vec![$(($name, value!(dice $Type)),)*]
        }
    };
}

contact! {
    id "Id" Uuid, account_id "AccountId" Guid, address "Address" String, age "Age" i32, birth_date "BirthDate" Date,
    city_id "CityId" Guid, completeness "Completeness" i32, confirmed "Confirmed" bool, country_id "CountryId" Guid,
    created_by_id "CreatedById" Guid, created_on "CreatedOn" Date, dear "Dear" String,
    do_not_use_call "DoNotUseCall" bool, do_not_use_email "DoNotUseEmail" bool, do_not_use_fax "DoNotUseFax" bool,
    do_not_use_mail "DoNotUseMail" bool, do_not_use_sms "DoNotUseSms" bool, email "Email" String,
    facebook "Facebook" String, facebook_id "FacebookId" String, gpse "GPSE" String, gpsn "GPSN" String,
    given_name "GivenName" String, home_phone "HomePhone" String, is_email_confirmed "IsEmailConfirmed" bool,
    is_non_actual_email "IsNonActualEmail" bool, job_id "JobId" Guid, job_title "JobTitle" String,
    lead_conversion_score "LeadConversionScore" i32, linked_in "LinkedIn" String, linked_in_id "LinkedInId" String,
    middle_name "MiddleName" String, mobile_phone "MobilePhone" String, modified_by_id "ModifiedById" Guid,
    modified_on "ModifiedOn" Date, name "Name" String, notes "Notes" String, owner_id "OwnerId" Guid,
    phone "Phone" String, photo_id "PhotoId" Guid, process_listeners "ProcessListeners" i32, skype "Skype" String,
    surname "Surname" String, twitter "Twitter" String, twitter_id "TwitterId" String, type_id "TypeId" Guid,
    zip "Zip" String,
}

/// With two links to media, as Creatio writes them in a row.
pub(crate) fn text(bytes: usize) -> String {
    reply(bytes, |dice| {
        let mut columns = columns(dice);
        columns.push(("Photo@odata.mediaEditLink", format!("\"Contact({})/Photo\"", dice.guid().trim_matches('"'))));
        columns.push(("Photo@odata.mediaContentType", r#""application/octet-stream""#.to_owned()));
        columns
    })
}
