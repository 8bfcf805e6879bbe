// Written by hand the way creatio-codegen writes it: a service that is not Creatio's, with the
// types that Creatio does not have.

#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    pub region: ::std::string::String,
    pub number: i32,
    pub color: super::shop::Color,
    pub finish: ::core::option::Option<super::shop::Color>,
    pub access: ::creatio_runtime::Flags<super::shop::Access>,
    pub address: super::shop::Address,
    pub parts: ::core::option::Option<::std::boxed::Box<super::shop::Part>>,
    pub tags: ::std::vec::Vec<::std::string::String>,
    pub marks: ::std::vec::Vec<::core::option::Option<i32>>,
    pub stores: ::std::vec::Vec<super::shop::Address>,
}

#[allow(dead_code)]
impl Product {
    pub const COLOR: ::creatio_runtime::Column<Self, super::shop::Color> = ::creatio_runtime::column(2);
    pub const ADDRESS: ::creatio_runtime::Column<Self, super::shop::Address> = ::creatio_runtime::column(5);
    pub const PARTS: ::creatio_runtime::Column<Self, ::core::option::Option<::std::boxed::Box<super::shop::Part>>> =
        ::creatio_runtime::column(6);
    pub const TAGS: ::creatio_runtime::Column<Self, ::std::vec::Vec<::std::string::String>> =
        ::creatio_runtime::column(7);
    pub const SPARE: ::creatio_runtime::Lookup<Self, Self> = ::creatio_runtime::column(0);
}

impl ::creatio_runtime::Entity for Product {
    const META: &'static ::creatio_runtime::Meta = &::creatio_runtime::Meta {
        name: "Product",
        set: "Products",
        key: "Region Number",
        columns: "
            Region
            Number
            Color
            Finish
            Access
            Address
            Parts
            Tags
            Marks
            Stores
        ",
        links: "
            Spare
        ",
        streams: "\n   ",
        dialect: ::creatio_runtime::Dialect::Standard,
    };
    type Key = (::std::string::String, i32);
    #[inline]
    fn read(row: &mut ::creatio_runtime::Row<'_>) -> Self {
        Self {
            region: row.get(),
            number: row.get(),
            color: row.get(),
            finish: row.get(),
            access: row.get(),
            address: row.get(),
            parts: row.get(),
            tags: row.get(),
            marks: row.get(),
            stores: row.get(),
        }
    }
    #[inline]
    fn write(&self, values: &mut ::creatio_runtime::Values) {
        values.put(&[
            &self.region,
            &self.number,
            &self.color,
            &self.finish,
            &self.access,
            &self.address,
            &self.parts,
            &self.tags,
            &self.marks,
            &self.stores,
        ]);
    }
}

impl ::creatio_runtime::Queryable for Product {}

#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    pub city: ::core::option::Option<::std::string::String>,
    pub zip: ::std::string::String,
}

impl Address {
    pub const CITY: ::creatio_runtime::Column<Self, ::core::option::Option<::std::string::String>> =
        ::creatio_runtime::column(0);
}

impl ::creatio_runtime::Complex for Address {
    const META: &'static ::creatio_runtime::Meta = &::creatio_runtime::Meta {
        name: "Address",
        set: "",
        key: "",
        columns: "
            City
            Zip
        ",
        links: "",
        streams: "",
        dialect: ::creatio_runtime::Dialect::Standard,
    };
    #[inline]
    fn read(row: &mut ::creatio_runtime::Row<'_>) -> Self {
        Self { city: row.get(), zip: row.get() }
    }
    #[inline]
    fn write(&self, values: &mut ::creatio_runtime::Values) {
        values.put(&[&self.city, &self.zip]);
    }
}

impl ::creatio_runtime::Value for Address {
    type Kind = ::creatio_runtime::kind::Complex;
}

#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub name: ::std::string::String,
    pub inner: ::core::option::Option<::std::boxed::Box<super::shop::Part>>,
}

impl Part {
    pub const NAME: ::creatio_runtime::Column<Self, ::std::string::String> = ::creatio_runtime::column(0);
    pub const INNER: ::creatio_runtime::Column<Self, ::core::option::Option<::std::boxed::Box<super::shop::Part>>> =
        ::creatio_runtime::column(1);
}

impl ::creatio_runtime::Complex for Part {
    const META: &'static ::creatio_runtime::Meta = &::creatio_runtime::Meta {
        name: "Part",
        set: "",
        key: "",
        columns: "
            Name
            Inner
        ",
        links: "",
        streams: "",
        dialect: ::creatio_runtime::Dialect::Standard,
    };
    #[inline]
    fn read(row: &mut ::creatio_runtime::Row<'_>) -> Self {
        Self { name: row.get(), inner: row.get() }
    }
    #[inline]
    fn write(&self, values: &mut ::creatio_runtime::Values) {
        values.put(&[&self.name, &self.inner]);
    }
}

impl ::creatio_runtime::Value for Part {
    type Kind = ::creatio_runtime::kind::Complex;
}

// `Crimson` has the number of `Red`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Color {
    Red,
    Green,
    Crimson,
    Other(::creatio_runtime::Unknown),
}

impl ::creatio_runtime::Enumeration for Color {
    const META: &'static ::creatio_runtime::EnumMeta = &::creatio_runtime::EnumMeta {
        name: "Shop.Color",
        members: "
            Red 1
            Green 2
            Crimson 1
        ",
    };
    const MEMBERS: &'static [Self] = &[Self::Red, Self::Green, Self::Crimson];
    fn other(unknown: ::creatio_runtime::Unknown) -> Self {
        Self::Other(unknown)
    }
    fn unknown(&self) -> ::core::option::Option<&::creatio_runtime::Unknown> {
        match self {
            Self::Other(unknown) => ::core::option::Option::Some(unknown),
            _ => ::core::option::Option::None,
        }
    }
}

impl ::creatio_runtime::Value for Color {
    type Kind = ::creatio_runtime::kind::Enumeration;
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    None,
    Read,
    Write,
    All,
    Other(::creatio_runtime::Unknown),
}

impl ::creatio_runtime::Enumeration for Access {
    const META: &'static ::creatio_runtime::EnumMeta = &::creatio_runtime::EnumMeta {
        name: "Shop.Access",
        members: "
            None 0
            Read 1
            Write 2
            All 3
        ",
    };
    const MEMBERS: &'static [Self] = &[Self::None, Self::Read, Self::Write, Self::All];
    fn other(unknown: ::creatio_runtime::Unknown) -> Self {
        Self::Other(unknown)
    }
    fn unknown(&self) -> ::core::option::Option<&::creatio_runtime::Unknown> {
        match self {
            Self::Other(unknown) => ::core::option::Option::Some(unknown),
            _ => ::core::option::Option::None,
        }
    }
}

impl ::creatio_runtime::Value for Access {
    type Kind = ::creatio_runtime::kind::Enumeration;
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Memberless {
    Other(::creatio_runtime::Unknown),
}

impl ::creatio_runtime::Enumeration for Memberless {
    const META: &'static ::creatio_runtime::EnumMeta =
        &::creatio_runtime::EnumMeta { name: "Shop.Memberless", members: "" };
    const MEMBERS: &'static [Self] = &[];
    fn other(unknown: ::creatio_runtime::Unknown) -> Self {
        Self::Other(unknown)
    }
    fn unknown(&self) -> ::core::option::Option<&::creatio_runtime::Unknown> {
        match self {
            Self::Other(unknown) => ::core::option::Option::Some(unknown),
        }
    }
}

impl ::creatio_runtime::Value for Memberless {
    type Kind = ::creatio_runtime::kind::Enumeration;
}
