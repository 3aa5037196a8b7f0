package io.antiphon.profiles.matching;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be known about a person, and by which names columns and traits tell it. */
public enum Attribute {
    /** Given name. */
    GIVEN("given_name", "first_name", "firstname", "forename", "given", "first"),
    /** Family name. */
    SURNAME("surname", "last_name", "lastname", "family_name", "family", "last"),
    /** All names in one text; what it has beyond the two above is compared as further names. */
    NAME("name", "full_name", "fullname", "display_name"),
    /** Two names in one text, of use only where the three above are absent. */
    SHORT_NAME("first_and_surname", "first_and_last_name"),
    /** Junior, senior, the third. */
    GENERATION("generation", "suffix", "name_suffix"),
    /** Date of birth. */
    BORN("date_of_birth", "dob", "birth_date", "birthdate", "birthday", "born"),
    /** Gender. */
    GENDER("gender", "sex"),
    /** E-mail address. */
    EMAIL("email", "e_mail", "email_address", "mail"),
    /** Phone number. */
    PHONE("phone", "telephone", "mobile", "tel", "phone_number", "mobile_number"),
    /** A number that an authority gave to one person. */
    NATIONAL_ID("national_id", "soc_sec_id", "ssn", "social_security_number", "nino"),
    /** House number. */
    HOUSE("street_number", "house_number", "house"),
    /** Street, or the first line of an address. */
    STREET("street", "address_1", "address1", "address", "street_address", "address_line_1", "street_name"),
    /** The second line of an address. */
    LINE("address_2", "address2", "address_line_2"),
    /** Town or suburb. */
    PLACE("city", "suburb", "town", "place", "locality"),
    /** Postal code. */
    POSTCODE("postcode", "zip", "zip_code", "zipcode", "postal_code", "postcode_fake"),
    /** State, county or province. */
    REGION("state", "region", "county", "province"),
    /** Place of birth. */
    BIRTHPLACE("birth_place", "birthplace", "place_of_birth"),
    /** Occupation. */
    OCCUPATION("occupation", "profession", "job", "job_title");

    private static final Map<String, Attribute> BY_NAME = new HashMap<>();

    static {
        for (Attribute attribute : values()) {
            attribute.names.forEach(name -> BY_NAME.put(name, attribute));
        }
    }

    private final Set<String> names;

    Attribute(String... names) {
        this.names = Set.of(names);
    }

    /** The attribute that a column or trait of a name tells: {@code dateOfBirth}, {@code date-of-birth}; null if none. */
    public static @Nullable Attribute of(String name) {
        Attribute plain = BY_NAME.get(name);
        if (plain != null) {
            return plain;
        }
        String words = name.strip()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[ .-]+", "_");
        return BY_NAME.get(words);
    }
}
