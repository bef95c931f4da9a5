package de.komcert.app.constituency;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import de.komcert.app.Lagezentrum;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.database.WithPostgres;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The whole application on a database of its own, with an eye on how many statements it sends. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithPostgres
@SpringBootTest(classes = Lagezentrum.class, properties = "komcert.data=target/constituency-test")
@Import({CountedStatements.class, Visitors.class, BlankConstituency.class})
public @interface ConstituencyTest {}
