use creatio_runtime::prelude::*;
use creatio_ui::invoices::Invoice;

fn main() {
    let _ = Invoice::create().set(Invoice::TOTAL, 1);
    let _ = Invoice::create().clear(Invoice::TOTAL);
}
