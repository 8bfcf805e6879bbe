// Written by hand the way creatio-codegen writes it: two entities of Creatio's that refer to each
// other.

const _: () = ::creatio_runtime::generated::check(3);

#[allow(dead_code)]
pub mod account {
    #[derive(Clone, Debug, PartialEq)]
    pub struct Account {
        pub id: ::creatio_runtime::uuid::Uuid,
        pub name: ::std::string::String,
        pub primary_contact_id: ::core::option::Option<::creatio_runtime::uuid::Uuid>,
    }

    impl Account {
        pub const ID: ::creatio_runtime::Column<Self, ::creatio_runtime::uuid::Uuid> = ::creatio_runtime::column(0);
        pub const NAME: ::creatio_runtime::Column<Self, ::std::string::String> = ::creatio_runtime::column(1);
        pub const PRIMARY_CONTACT_ID: ::creatio_runtime::Column<
            Self,
            ::core::option::Option<::creatio_runtime::uuid::Uuid>,
        > = ::creatio_runtime::column(2);
        pub const PRIMARY_CONTACT: ::creatio_runtime::Lookup<Self, super::Contact> = ::creatio_runtime::column(0);
        pub const CONTACT_BY_ACCOUNT: ::creatio_runtime::Details<Self, super::Contact> = ::creatio_runtime::column(1);
    }

    impl ::creatio_runtime::Entity for Account {
        const META: &'static ::creatio_runtime::Meta = &::creatio_runtime::Meta {
            name: "Account",
            set: "Account",
            key: "Id",
            columns: "
                Id
                Name
                PrimaryContactId > PrimaryContact/Id
            ",
            links: "
                PrimaryContact
                ContactCollectionByAccount < Account
            ",
            streams: "",
            dialect: ::creatio_runtime::Dialect::Creatio,
        };
        type Key = ::creatio_runtime::uuid::Uuid;
        #[inline]
        fn read(row: &mut ::creatio_runtime::Row<'_>) -> Self {
            Self { id: row.get(), name: row.get(), primary_contact_id: row.get() }
        }
        #[inline]
        fn write(&self, values: &mut ::creatio_runtime::Values) {
            values.put(&[&self.id, &self.name, &self.primary_contact_id]);
        }
    }

    impl ::creatio_runtime::Queryable for Account {}
}

#[allow(dead_code)]
pub mod contact {
    #[derive(Clone, Debug, PartialEq)]
    pub struct Contact {
        pub id: ::creatio_runtime::uuid::Uuid,
        pub account_id: ::core::option::Option<::creatio_runtime::uuid::Uuid>,
        pub name: ::std::string::String,
        pub salary: ::creatio_runtime::rust_decimal::Decimal,
        pub birth_date: ::core::option::Option<::creatio_runtime::jiff::Timestamp>,
        pub age: i32,
        pub confirmed: bool,
    }

    impl Contact {
        pub const ID: ::creatio_runtime::Column<Self, ::creatio_runtime::uuid::Uuid> = ::creatio_runtime::column(0);
        pub const ACCOUNT_ID: ::creatio_runtime::Column<Self, ::core::option::Option<::creatio_runtime::uuid::Uuid>> =
            ::creatio_runtime::column(1);
        pub const NAME: ::creatio_runtime::Column<Self, ::std::string::String> = ::creatio_runtime::column(2);
        pub const SALARY: ::creatio_runtime::Column<Self, ::creatio_runtime::rust_decimal::Decimal> =
            ::creatio_runtime::column(3);
        pub const BIRTH_DATE: ::creatio_runtime::Column<
            Self,
            ::core::option::Option<::creatio_runtime::jiff::Timestamp>,
        > = ::creatio_runtime::column(4);
        pub const AGE: ::creatio_runtime::Column<Self, ::core::primitive::i32, ::creatio_runtime::Computed> =
            ::creatio_runtime::column(5);
        pub const CONFIRMED: ::creatio_runtime::Column<Self, ::core::primitive::bool> = ::creatio_runtime::column(6);
        pub const ACCOUNT: ::creatio_runtime::Lookup<Self, super::Account> = ::creatio_runtime::column(0);
        pub const ACCOUNT_BY_PRIMARY_CONTACT: ::creatio_runtime::Details<Self, super::Account> =
            ::creatio_runtime::column(1);
        pub const CONTACT_PHOTO: ::creatio_runtime::StreamProperty<Self> = ::creatio_runtime::StreamProperty::new(0);
        pub const SET_ARCHIVED: ::creatio_runtime::EntitySet<Self> = ::creatio_runtime::EntitySet::new("Archived");
        pub const SINGLETON_ME: ::creatio_runtime::Singleton<Self> = ::creatio_runtime::Singleton::new("Me");
    }

    impl ::creatio_runtime::Entity for Contact {
        const META: &'static ::creatio_runtime::Meta = &::creatio_runtime::Meta {
            name: "Contact",
            set: "Contact",
            key: "Id",
            columns: "
                Id
                AccountId > Account/Id
                Name
                Salary
                BirthDate
                Age
                Confirmed
            ",
            links: "
                Account
                AccountCollectionByPrimaryContact < PrimaryContact
            ",
            streams: "
                ContactPhoto
            ",
            dialect: ::creatio_runtime::Dialect::Creatio,
        };
        type Key = ::creatio_runtime::uuid::Uuid;
        #[inline]
        fn read(row: &mut ::creatio_runtime::Row<'_>) -> Self {
            Self {
                id: row.get(),
                account_id: row.get(),
                name: row.get(),
                salary: row.get(),
                birth_date: row.get(),
                age: row.get(),
                confirmed: row.get(),
            }
        }
        #[inline]
        fn write(&self, values: &mut ::creatio_runtime::Values) {
            values.put(&[&self.id, &self.account_id, &self.name, &self.salary, &self.birth_date, &::creatio_runtime::Skipped, &self.confirmed]);
        }
    }

    impl ::creatio_runtime::Queryable for Contact {}
}

#[allow(unused_imports)]
pub use self::account::Account;
#[allow(unused_imports)]
pub use self::contact::Contact;
