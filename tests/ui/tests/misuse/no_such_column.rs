use creatio_ui::creatio::Contact;

fn main() {
    let _ = Contact::NAEM;
}
