package de.komcert.app.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The page on which the form of a request stands, such as {@code /vorfaelle/{id}/akte}.
 *
 * <p>When the request is refused, its sender gets that page again, with the reason beside the form and everything still
 * in it that was typed.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface FormOn {
    String value();
}
