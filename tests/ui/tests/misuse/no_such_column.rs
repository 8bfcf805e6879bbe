use creatio_expected::cases::creatio::Contact;

fn main() {
    let _ = Contact::NAEM;
}
