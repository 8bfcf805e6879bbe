//! Names to make people and companies of. Nobody and nothing here is real.

/// A country with its customers.
pub(super) struct Market {
    pub(super) country: &'static str,
    pub(super) code: &'static str,
    pub(super) dial: &'static str,
    pub(super) cities: [&'static str; 2],
    pub(super) companies: &'static [&'static str],
    pub(super) given: [&'static str; 8],
    pub(super) family: [&'static str; 8],
    /// Whether the family name stands before the given name.
    pub(super) family_first: bool,
}

pub(super) const MARKETS: [Market; 8] = [
    Market {
        country: "Germany",
        code: "DE",
        dial: "+49 40",
        cities: ["Hamburg", "Köln"],
        companies: &[
            "Nordlicht Logistik",
            "Bäckerei Sonnenkorn",
            "Möbelhaus Grünau",
            "Elbufer Verlag",
            "Kranich Optik",
            "Werkstatt Süd",
            "Hafenkontor Voß",
        ],
        given: ["Jürgen", "Anneliese", "Felix", "Käthe", "Björn", "Sabine", "Lukas", "Mareike"],
        family: ["Schröder", "Vogel", "Lindemann", "Groß", "Petersen", "Yıldız", "Krämer", "Hoffmann"],
        family_first: false,
    },
    Market {
        country: "France",
        code: "FR",
        dial: "+33 4",
        cities: ["Lyon", "Orléans"],
        companies: &["Atelier Beauséjour", "Café des Ormes", "Librairie Cartier-Noël", "Hôtel Bellerive", "Vélo Rhône"],
        given: ["Chloé", "François", "Zoé", "Hélène", "Loïc", "Inès", "Rémi", "Aïcha"],
        family: ["Lefèvre", "Moreau", "Benoît", "Garnier", "Traoré", "Dubois", "Perrin", "Chevalier"],
        family_first: false,
    },
    Market {
        country: "Spain",
        code: "ES",
        dial: "+34 952",
        cities: ["Málaga", "A Coruña"],
        companies: &[
            "Azulejos Peñalara",
            "Bodegas Zurbarán",
            "Clínica Alameda",
            "Ferretería Ibáñez",
            "Naviera Ría Alta",
        ],
        given: ["Íñigo", "Lucía", "Andrés", "Begoña", "Mateo", "Nuria", "Óscar", "Ximena"],
        family: ["Núñez", "García", "Echeverría", "Ortega", "Muñoz", "Castro", "Peña", "Vidal"],
        family_first: false,
    },
    Market {
        country: "Poland",
        code: "PL",
        dial: "+48 42",
        cities: ["Łódź", "Kraków"],
        companies: &["Drukarnia Świt", "Kawiarnia Pod Lipą", "Tkalnia Bałuty", "Meble Żuraw", "Apteka Jaśmin"],
        given: ["Łukasz", "Zofia", "Paweł", "Małgorzata", "Michał", "Agnieszka", "Stanisław", "Jadwiga"],
        family: ["Nowak", "Wójcik", "Mazur", "Dąbek", "Szymczak", "Gołąb", "Krawczyk", "Wróbel"],
        family_first: false,
    },
    Market {
        country: "Ukraine",
        code: "UA",
        dial: "+380 32",
        cities: ["Lviv", "Odesa"],
        companies: &["Карпатський мед", "Друкарня Зоря", "Порт-Сервіс", "Кав'ярня Вежа"],
        given: ["Олена", "Тарас", "Соломія", "Андрій", "Оксана", "Богдан", "Ганна", "Юрій"],
        family: ["Шевченко", "Коваль", "Бондаренко", "Мельник", "Гнатюк", "Їжакевич", "Лисенко", "Савчук"],
        family_first: false,
    },
    Market {
        country: "Japan",
        code: "JP",
        dial: "+81 75",
        cities: ["Kyoto", "Sapporo"],
        companies: &["白樺出版", "青空文具店", "竹林建築事務所", "北星海運", "Kamogawa Ceramics", "喫茶まつかぜ"],
        given: ["健", "美咲", "大輔", "陽子", "翔太", "由美", "誠", "さくら"],
        family: ["佐藤", "鈴木", "高橋", "渡辺", "長谷川", "小林", "五十嵐", "森"],
        family_first: true,
    },
    Market {
        country: "Brazil",
        code: "BR",
        dial: "+55 48",
        cities: ["Florianópolis", "São Paulo"],
        companies: &["Café Três Irmãos", "Editora Jacarandá", "Construtora Aldeia", "Móveis Araçá"],
        given: ["João", "Conceição", "Thiago", "Lívia", "Otávio", "Iara", "Caetano", "Júlia"],
        family: ["da Silva", "Araújo", "Gonçalves", "Nakamura", "Ribeiro", "dos Santos", "Brandão", "Teixeira"],
        family_first: false,
    },
    Market {
        country: "United States",
        code: "US",
        dial: "+1 617",
        cities: ["Boston", "Santa Fe"],
        companies: &["Harbor Street Books", "Juniper & Daughters", "Mesa Dental", "Old Mill Brewing", "O'Hara Freight"],
        given: ["Grace", "Malik", "Renée", "Wyatt", "Priya", "Diego", "Hannah", "Kwame"],
        family: ["O'Brien", "Washington", "Nguyen", "Kowalski", "Rivera", "Begay", "Johnson", "Patel"],
        family_first: false,
    },
];

/// The company whose Creatio this is, and who works there. Every instance has a Supervisor.
pub(super) const OWN_COMPANY: &str = "Holm & Vega Furniture";
pub(super) const TEAM: [&str; 6] =
    ["Supervisor", "Ingrid Holm", "Mateo Vega", "Aisha Rahman", "Tomáš Dvořák", "Chiara Esposito"];

pub(super) const JOBS: [&str; 8] = [
    "Managing director",
    "Head of purchasing",
    "Office manager",
    "Buyer",
    "Accountant",
    "Architect",
    "Facilities manager",
    "Assistant",
];

pub(super) const TASKS: [&str; 9] = [
    "Show the new catalogue",
    "Call about delivery",
    "Measure the new office",
    "Talk about prices",
    "Bring samples of oak and ash",
    "Collect damaged chairs",
    "Plan the move",
    "Ask kindly for payment",
    "Team meeting",
];
