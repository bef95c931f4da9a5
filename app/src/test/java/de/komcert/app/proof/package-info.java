/**
 * What must hold for every route, form, table and column, whoever adds them: nothing leaks, nothing runs, nothing is
 * written across. The tests here read routes, forms and the catalogue of the database, and name what they do not know.
 */
package de.komcert.app.proof;
