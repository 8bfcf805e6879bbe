// Written by hand the way creatio-codegen writes it: a process with a parameter of every type, both ways.

/// Process `UsrApproveOrder`: Approve an order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UsrApproveOrder {
    /// `Comment`: Comment. In and out.
    pub comment: ::core::option::Option<::std::string::String>,
    /// `Count`: Count. In and out.
    pub count: ::core::option::Option<i32>,
    /// `Day`: Day. In and out.
    pub day: ::core::option::Option<::creatio_runtime::jiff::civil::Date>,
    /// `Due`: Due. In and out.
    pub due: ::core::option::Option<::creatio_runtime::jiff::Timestamp>,
    /// `Hour`: Hour. In and out.
    pub hour: ::core::option::Option<::creatio_runtime::jiff::civil::Time>,
    /// `Lines`: Lines. In and out.
    pub lines: ::core::option::Option<::std::vec::Vec<UsrApproveOrderLines>>,
    /// `OrderId`: Order. In and out, lookup to `Order`.
    pub order_id: ::core::option::Option<::creatio_runtime::uuid::Uuid>,
    /// `Place`: Place. In and out.
    pub place: ::core::option::Option<UsrApproveOrderPlace>,
    /// `Total`: Total. In and out.
    pub total: ::core::option::Option<::creatio_runtime::rust_decimal::Decimal>,
    /// `Urgent`: Urgent. In and out.
    pub urgent: ::core::option::Option<bool>,
}

impl ::creatio_runtime::Process for UsrApproveOrder {
    const NAME: &'static str = "UsrApproveOrder";
    type Output = UsrApproveOrderOutput;
}

impl ::creatio_runtime::Inputs for UsrApproveOrder {
    fn write(&self, to: &mut ::creatio_runtime::Parameters) {
        to.put("Comment", &self.comment);
        to.put("Count", &self.count);
        to.put("Day", &self.day);
        to.put("Due", &self.due);
        to.put("Hour", &self.hour);
        to.put("Lines", &self.lines);
        to.put("OrderId", &self.order_id);
        to.put("Place", &self.place);
        to.put("Total", &self.total);
        to.put("Urgent", &self.urgent);
    }
}

/// What process `UsrApproveOrder` hands back.
#[derive(Clone, Debug, PartialEq)]
pub struct UsrApproveOrderOutput {
    /// `Comment`: Comment. In and out.
    pub comment: ::core::option::Option<::std::string::String>,
    /// `Count`: Count. In and out.
    pub count: ::core::option::Option<i32>,
    /// `Day`: Day. In and out.
    pub day: ::core::option::Option<::creatio_runtime::jiff::civil::Date>,
    /// `Due`: Due. In and out.
    pub due: ::core::option::Option<::creatio_runtime::jiff::Timestamp>,
    /// `Hour`: Hour. In and out.
    pub hour: ::core::option::Option<::creatio_runtime::jiff::civil::Time>,
    /// `Lines`: Lines. In and out.
    pub lines: ::std::vec::Vec<UsrApproveOrderOutputLines>,
    /// `OrderId`: Order. In and out, lookup to `Order`.
    pub order_id: ::core::option::Option<::creatio_runtime::uuid::Uuid>,
    /// `Place`: Place. In and out.
    pub place: ::core::option::Option<UsrApproveOrderOutputPlace>,
    /// `Total`: Total. In and out.
    pub total: ::core::option::Option<::creatio_runtime::rust_decimal::Decimal>,
    /// `Urgent`: Urgent. In and out.
    pub urgent: ::core::option::Option<bool>,
}

impl ::creatio_runtime::Outputs for UsrApproveOrderOutput {
    const NAMES: &'static [&'static str] =
        &["Comment", "Count", "Day", "Due", "Hour", "Lines", "OrderId", "Place", "Total", "Urgent"];

    fn read(from: &mut ::creatio_runtime::Results<'_>) -> Self {
        Self {
            comment: from.get(),
            count: from.get(),
            day: from.get(),
            due: from.get(),
            hour: from.get(),
            lines: from.get(),
            order_id: from.get(),
            place: from.get(),
            total: from.get(),
            urgent: from.get(),
        }
    }
}

/// An item of `Lines`, on its way in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UsrApproveOrderLines {
    /// `Parts`: Parts. In and out.
    pub parts: ::core::option::Option<::std::vec::Vec<UsrApproveOrderPlace>>,
    /// `Price`: Price. In and out.
    pub price: ::core::option::Option<::creatio_runtime::rust_decimal::Decimal>,
    /// `Ready`: Ready. In and out.
    pub ready: ::core::option::Option<bool>,
}

impl ::creatio_runtime::Inputs for UsrApproveOrderLines {
    fn write(&self, to: &mut ::creatio_runtime::Parameters) {
        to.put("Parts", &self.parts);
        to.put("Price", &self.price);
        to.put("Ready", &self.ready);
    }
}

/// An item of `Lines`, on its way out.
#[derive(Clone, Debug, PartialEq)]
pub struct UsrApproveOrderOutputLines {
    /// `Parts`: Parts. In and out.
    pub parts: ::std::vec::Vec<UsrApproveOrderOutputPlace>,
    /// `Price`: Price. In and out.
    pub price: ::core::option::Option<::creatio_runtime::rust_decimal::Decimal>,
    /// `Ready`: Ready. In and out.
    pub ready: ::core::option::Option<bool>,
}

impl ::creatio_runtime::Outputs for UsrApproveOrderOutputLines {
    const NAMES: &'static [&'static str] = &["Parts", "Price", "Ready"];

    fn read(from: &mut ::creatio_runtime::Results<'_>) -> Self {
        Self { parts: from.get(), price: from.get(), ready: from.get() }
    }
}

/// `Place`, on its way in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UsrApproveOrderPlace {
    /// `Shelf`: Shelf. In and out.
    pub shelf: ::core::option::Option<::std::string::String>,
}

impl ::creatio_runtime::Inputs for UsrApproveOrderPlace {
    fn write(&self, to: &mut ::creatio_runtime::Parameters) {
        to.put("Shelf", &self.shelf);
    }
}

/// `Place`, on its way out.
#[derive(Clone, Debug, PartialEq)]
pub struct UsrApproveOrderOutputPlace {
    /// `Shelf`: Shelf. In and out.
    pub shelf: ::core::option::Option<::std::string::String>,
}

impl ::creatio_runtime::Outputs for UsrApproveOrderOutputPlace {
    const NAMES: &'static [&'static str] = &["Shelf"];

    fn read(from: &mut ::creatio_runtime::Results<'_>) -> Self {
        Self { shelf: from.get() }
    }
}
