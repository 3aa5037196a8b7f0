package io.antiphon.care.settings;

/**
 * Words to begin an answer with, with variables such as {@code {{customer.name}}}.
 *
 * @param language its BCP 47 tag; empty if unknown
 */
public record Template(String name, String title, String language, String text) {}
