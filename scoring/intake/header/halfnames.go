package header

import (
	"slices"
	"strings"
	"sync"
)

// A NamePart is what a header says of a person's name.
type NamePart uint8

const (
	NoName    NamePart = iota
	FirstName          // given by the parents
	LastName           // of the family
	MoreName           // what follows either: the father's name, the family of the mother
	WholeName          // all of it, or the other half where one half has a column of its own: Nom beside Prénom, Nome beside Cognome
)

// nameParts are the words of each; several of a line mean the same.
var nameParts = sync.OnceValue(func() map[string]NamePart {
	parts := map[string]NamePart{}
	for part, words := range [...]string{
		FirstName: "first name,given name,given names,forename,forenames,fname,名,vorname,vornamen,prénom,prénoms,prenom,prenoms,primeiro nome,voornaam,förnamn,fornavn,imię,jméno",
		LastName: "last name,surname,family name,lname,姓,姓氏,氏,nachname,familienname,zuname,nom de famille,apellido,apellidos,primer apellido,apellido paterno,apellido 1," +
			"cognome,sobrenome,apelido,achternaam,efternamn,etternavn,efternavn,nazwisko,příjmení,soyadı,soyad,фамилия,прізвище,성,성씨",
		MoreName:  "segundo apellido,apellido materno,apellido 2,отчество,по батькові",
		WholeName: "name,nom,nombre,nombres,nome,имя,ім'я,이름,naam,namn,navn,ad,adı",
	} {
		for w := range strings.SplitSeq(words, ",") {
			parts[spell(w).compact] = NamePart(part)
		}
	}
	delete(parts, "") // of the first line, which has no words
	return parts
})

// nameEnds are those that are known as the end of a longer word, too: kundenvorname.
var nameEnds = [...]string{"firstname", "givenname", "forename", "fname", "lastname", "surname", "familyname", "lname", "vorname", "nachname", "name"}

// nameLinks stand between a part of a name and whose it is: nom du client.
var nameLinks = list("of,the,s,de,du,des,d,del,della,di,do,da,la,le,der")

// persons are customers by words that may be left out beside one of the parts: Nom client, Prénom. A contact is none: whom one speaks to
// at a firm.
var persons = Words(whoWords + ",cliente,acheteur,comprador,kunde,kunden,patienten,mitglied,mitglieds,käufer,paciente,paziente,klant,клиента,покупателя,пациента,고객,회원,환자,お客様,顧客,患者,billing,bill to")

// PartOfName tells which part of a name a header speaks of, and whose in its other words.
func PartOfName(header string) (part NamePart, of string) {
	const longest, words = 60, 3
	if len(header) > longest {
		return NoName, ""
	}
	k := spell(header)
	fields := strings.Fields(k.spaced)
	for size := min(words, len(fields)); size > 0; size-- {
		for at := range len(fields) - size + 1 {
			if part = nameParts()[strings.Join(fields[at:at+size], "")]; part == NoName {
				continue
			}
			for i, w := range fields {
				switch {
				case i >= at && i < at+size || slices.Contains(nameLinks, w):
				case nameParts()[w] != NoName: // both halves
					return NoName, ""
				default:
					of += w
				}
			}
			return part, of
		}
	}
	for _, end := range nameEnds {
		if before, is := strings.CutSuffix(k.compact, end); is {
			return nameParts()[end], before
		}
	}
	return NoName, ""
}

// OfOneName tells whether parts of names are of the same person by the other words of their headers; loosely, where one says no more
// than that it is the customer's.
func OfOneName(of, other string, loosely bool) bool {
	return of == other || loosely && (of == "" && persons.all()[other] || other == "" && persons.all()[of])
}
