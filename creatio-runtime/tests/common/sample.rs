// Written by hand the way creatio-codegen writes it: an entity of another service with a column of
// every kind, a lookup to itself and details.

pub struct Sample {
    pub id: i32,
}

pub type Optional<T> = ::creatio_runtime::Column<Sample, ::core::option::Option<T>>;

#[allow(dead_code)]
impl Sample {
    pub const ID: ::creatio_runtime::Column<Self, i32> = ::creatio_runtime::column(0);
    pub const FLAG: ::creatio_runtime::Column<Self, bool> = ::creatio_runtime::column(1);
    pub const GUID: Optional<::creatio_runtime::uuid::Uuid> = ::creatio_runtime::column(2);
    pub const TEXT: ::creatio_runtime::Column<Self, ::std::string::String> = ::creatio_runtime::column(3);
    pub const BYTE: ::creatio_runtime::Column<Self, u8> = ::creatio_runtime::column(4);
    pub const SHORT: ::creatio_runtime::Column<Self, i16> = ::creatio_runtime::column(5);
    pub const LONG: ::creatio_runtime::Column<Self, i64> = ::creatio_runtime::column(6);
    pub const SINGLE: ::creatio_runtime::Column<Self, f32> = ::creatio_runtime::column(7);
    pub const DOUBLE: ::creatio_runtime::Column<Self, f64> = ::creatio_runtime::column(8);
    pub const MONEY: ::creatio_runtime::Column<Self, ::creatio_runtime::rust_decimal::Decimal> =
        ::creatio_runtime::column(9);
    pub const MOMENT: ::creatio_runtime::Column<Self, ::creatio_runtime::jiff::Timestamp> =
        ::creatio_runtime::column(10);
    pub const LOCAL: ::creatio_runtime::Column<Self, ::creatio_runtime::jiff::civil::DateTime> =
        ::creatio_runtime::column(11);
    pub const DATE: Optional<::creatio_runtime::jiff::civil::Date> = ::creatio_runtime::column(12);
    pub const TIME: ::creatio_runtime::Column<Self, ::creatio_runtime::jiff::civil::Time> =
        ::creatio_runtime::column(13);
    pub const SPAN: ::creatio_runtime::Column<Self, ::creatio_runtime::jiff::SignedDuration> =
        ::creatio_runtime::column(14);
    pub const BYTES: ::creatio_runtime::Column<Self, ::creatio_runtime::Binary> = ::creatio_runtime::column(15);
    pub const COLOR: ::creatio_runtime::Column<Self, super::shop::Color> = ::creatio_runtime::column(16);
    pub const ACCESS: ::creatio_runtime::Column<Self, ::creatio_runtime::Flags<super::shop::Access>> =
        ::creatio_runtime::column(17);
    pub const ADDRESS: ::creatio_runtime::Column<Self, super::shop::Address> = ::creatio_runtime::column(18);
    pub const NOTE: Optional<::std::string::String> = ::creatio_runtime::column(19);
    pub const PARENT_ID: Optional<i32> = ::creatio_runtime::column(20);
    pub const PARENT: ::creatio_runtime::Lookup<Self, Self> = ::creatio_runtime::column(0);
    pub const PARTS: ::creatio_runtime::Details<Self, Self> = ::creatio_runtime::column(1);
}

impl ::creatio_runtime::Entity for Sample {
    const META: &'static ::creatio_runtime::Meta = &::creatio_runtime::Meta {
        name: "Sample",
        set: "Samples",
        key: "Id",
        columns: "
            Id
            Flag
            Guid
            Text
            Byte
            Short
            Long
            Single
            Double
            Money
            Moment
            Local
            Date
            Time
            Span
            Bytes
            Color
            Access
            Address
            Note
            ParentId > Parent/Id
        ",
        links: "
            Parent
            Parts
        ",
        streams: "",
        dialect: ::creatio_runtime::Dialect::Standard,
    };
    type Key = i32;
    #[inline]
    fn read(row: &mut ::creatio_runtime::Row<'_>) -> Self {
        Self { id: row.get() }
    }
    #[inline]
    fn write(&self, values: &mut ::creatio_runtime::Values) {
        values.put(&[&self.id]);
    }
}

impl ::creatio_runtime::Queryable for Sample {}
